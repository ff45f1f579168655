using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>Makes settings of a stack's configuration, or says all that is wrong with it.</summary>
/// <param name="environments">The environments that a stack can be of; the first one's defaults stand in for an unknown one's.</param>
/// <param name="applications">The applications that a stack can deploy; the first one is the default.</param>
public sealed class SettingsLoader(IReadOnlyList<EnvironmentProfile> environments, IReadOnlyList<ApplicationDefinition> applications)
{
    /// <summary>Reads and validates the settings.</summary>
    /// <param name="configuration">What the stack file says.</param>
    /// <param name="requireAll">Whether values that a preview does without must be set.</param>
    /// <param name="application">The application to deploy instead of the one the stack file names.</param>
    /// <exception cref="SettingsException">They cannot be used; the message has every fault.</exception>
    public StackSettings Load(StackConfiguration configuration, bool requireAll, string? application = null)
    {
        var reading = new StackReading(configuration);
        var environment = FindEnvironment(reading, configuration.Stack);
        var definition = FindApplication(reading, application);
        var settings = Read(reading, environment, definition);
        reading.Finish();

        var faults = reading.Faults.Concat(requireAll ? settings.Unset.Select(AsFault) : []).Select(fault => fault.Describe(configuration.Origin));
        var messages = faults.Concat(ApplicationRules.FaultsOf(definition)).ToImmutableArray();
        return messages.IsEmpty ? settings : throw new SettingsException(messages);
    }

    /// <summary>What a stack file may say, read for one environment and application: for the JSON schema.</summary>
    internal StackReading Describe(EnvironmentProfile environment, ApplicationDefinition application)
    {
        var empty = new StackReading(new StackConfiguration(StackReading.ProjectName, environment.Name, ImmutableSortedDictionary<string, ConfigValue>.Empty));
        FindEnvironment(empty, environment.Name);
        FindApplication(empty, application.Name);
        Read(empty, environment, application);
        return empty;
    }

    private static StackSettings Read(StackReading reading, EnvironmentProfile environment, ApplicationDefinition application)
    {
        var needs = application.Needs;
        var postgres = reading.Section("postgres", "The Postgres cluster.");
        var redis = reading.Section("redis", "The Redis server.");
        var qdrant = reading.Section("qdrant", "The Qdrant server.");
        var mysql = reading.Section("mysql", "The MySQL server or cluster.");
        var hasPostgres = IsEnabled(postgres, needs.Postgres is not null, application, "Postgres");
        var hasRedis = IsEnabled(redis, needs.Redis is not null, application, "Redis");
        var hasQdrant = IsEnabled(qdrant, needs.Qdrant is not null, application, "Qdrant");
        var hasMySql = IsEnabled(mysql, needs.MySql is not null, application, "MySQL");
        var release = ReleaseSettings.Read(reading.Section("release", "Which version of the application runs."), application.Images, environment.RequiresImageDigests);
        var cluster = ClusterSettings.Read(reading.Section("cluster", "The Kubernetes cluster, and what is installed in it."));
        var postgresSettings = PostgresSettings.Read(postgres, environment.Postgres);
        if (needs.Postgres is { } need && postgresSettings.Version < need.MinimumVersion)
        {
            postgres.Report(
                $"{postgres.Path}.version",
                $"{postgresSettings.Version}",
                $"application {application.Name} needs Postgres {need.MinimumVersion} or later",
                $"Use {need.MinimumVersion} or later");
        }

        var secrets = reading.Secrets(PlatformSecretsOf(hasPostgres || hasMySql).Concat(application.Secrets.OfType<SuppliedSecret>()));
        return new StackSettings
        {
            Environment = environment,
            Application = application,
            Cluster = cluster,
            Release = release,
            Postgres = hasPostgres ? postgresSettings : null,
            Redis = RedisSettings.Read(redis, environment.Redis) is var redisSettings && hasRedis ? redisSettings : null,
            Qdrant = QdrantSettings.Read(qdrant, environment.Qdrant) is var qdrantSettings && hasQdrant ? qdrantSettings : null,
            MySql = MySqlSettings.Read(mysql, environment.MySql) is var mySqlSettings && hasMySql ? mySqlSettings : null,
            ObjectStorage = ObjectStorageSettings.Read(reading.Section("objectStorage", "Where backups go."), hasPostgres || hasMySql),
            Edge = EdgeSettings.Read(
                reading.Section("edge", "The hosts under which services are reached from outside."),
                environment.RateLimit,
                application.Services.Where(service => service.IsPublic).Select(service => service.Name)),
            Alerts = AlertSettings.Read(reading.Section("alerts", "Who is told, and from which values on."), environment.Alerts),
            Workloads = WorkloadsOf(reading, environment, application),
            Images = ReleaseImages.Complete(application.Images, release.Images),
            SuppliedSecrets = [.. secrets.Where(secret => !secret.Definition.IsOptional || secret.IsSet).Select(secret => secret.Definition.Name)],
            Unset = [.. UnsetValues.Of(environment, application, cluster, release, secrets)],
            AllowSourceSdk = reading.Scalar("allowSourceSdk", SettingTypes.Boolean, false, "Whether the engine may run a program that was built with the subset in sdk/. The subset has no connection to the engine yet, so that it ends there."),
        };
    }

    private static ImmutableDictionary<string, WorkloadSettings> WorkloadsOf(StackReading reading, EnvironmentProfile environment, ApplicationDefinition application)
    {
        var section = reading.Section("workloads", "Replicas and resources of the application's services and workers, by name.");
        var defaults = application.Services.Select(service => (service.Name, Scaling: environment.ServiceScaling))
            .Concat(application.Workers.Select(worker => (worker.Name, Scaling: environment.WorkerScaling)));
        return defaults
            .DistinctBy(workload => workload.Name)
            .ToImmutableDictionary(workload => workload.Name, workload => WorkloadSettings.Read(section.Child(workload.Name, $"Replicas and resources of {workload.Name}."), workload.Scaling));
    }

    private static IEnumerable<SuppliedSecret> PlatformSecretsOf(bool hasBackups)
        => hasBackups ? PlatformSecrets.All : PlatformSecrets.All.Except(PlatformSecrets.OfBackups);

    private static bool IsEnabled(Section section, bool isNeeded, ApplicationDefinition application, string service)
    {
        var isEnabled = section.Get("enabled", SettingTypes.Boolean, isNeeded, "Whether it is deployed.", shownDefault: "what the application needs");
        if (isNeeded && !isEnabled)
            section.Report($"{section.Path}.enabled", "false", $"application {application.Name} needs {service}", "Remove the line, or deploy another application");
        return isEnabled;
    }

    private static SettingFault AsFault(UnsetValue unset) => new(unset.Key, "missing", unset.Meaning, $"Set it: {unset.Command}");

    private EnvironmentProfile FindEnvironment(StackReading reading, string stack)
    {
        var names = environments.Select(environment => environment.Name).ToArray();
        const string Meaning = "Which environment the stack is.";
        var name = names.Contains(stack)
            ? reading.Scalar("environment", SettingTypes.OneOf(names), stack, Meaning, shownDefault: "the stack's name")
            : reading.RequiredScalar("environment", SettingTypes.OneOf(names), names[0], Meaning);
        return environments[Array.IndexOf(names, name)];
    }

    private ApplicationDefinition FindApplication(StackReading reading, string? chosen)
    {
        var names = applications.Select(application => application.Name).ToArray();
        var name = reading.Scalar("application", SettingTypes.OneOf(names), names[0], "Which application is deployed.");
        return applications.Single(application => application.Name == (chosen ?? name));
    }
}
