using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Applications.Model.Rules;
using Infra.Environments;
using Infra.Faults;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>Makes settings of a stack's configuration, or says all that is wrong with it.</summary>
/// <param name="environments">The environments that a stack can be of; the first one's defaults stand in for an unknown one's.</param>
/// <param name="applications">The applications that a stack can deploy; the first one is the default.</param>
/// <param name="services">The data services that a stack can have.</param>
public sealed class SettingsLoader(
    IReadOnlyList<EnvironmentTraits> environments,
    IReadOnlyList<ApplicationDefinition> applications,
    IReadOnlyList<IDataServiceSection> services)
{
    /// <summary>The environments that a stack can be of.</summary>
    internal IReadOnlyList<EnvironmentTraits> Environments { get; } = environments;

    /// <summary>The applications that a stack can deploy.</summary>
    internal IReadOnlyList<ApplicationDefinition> Applications { get; } = applications;

    /// <summary>Reads and validates the settings.</summary>
    /// <param name="configuration">What the stack file says.</param>
    /// <param name="requireAll">Whether values that a preview does without must be set.</param>
    /// <param name="application">The application to deploy instead of the one the stack file names.</param>
    /// <exception cref="InputException">They cannot be used; the message has every fault.</exception>
    public StackSettings Load(StackConfiguration configuration, bool requireAll, string? application = null)
    {
        var (settings, faults) = Read(configuration, requireAll, application);
        ImmutableArray<string> messages =
        [
            .. faults.Select(fault => fault.Describe(StackFaults.OriginOf(fault, configuration))),
            .. ApplicationRules.FaultsOf(DefinitionOf(settings), services)
                .Select(fault => fault.Describe($"application {settings.Application.Name}")),
        ];
        return messages.IsEmpty ? settings : throw new InputException(messages);
    }

    private (StackSettings Settings, IReadOnlyList<Fault> Faults) Read(
        StackConfiguration configuration,
        bool requireAll,
        string? application)
    {
        var reading = new StackReading(configuration);
        var environment = FindEnvironment(reading, configuration.Stack);
        var definition = FindApplication(reading);
        var isForeign = application is not null && application != definition.Name;
        if (isForeign)
        {
            // What the file says of its own application is not about this one.
            reading = new StackReading(ForeignSettings.Without(configuration, definition));
            environment = FindEnvironment(reading, configuration.Stack);
            FindApplication(reading);
            definition = Applications.Single(known => known.Name == application);
        }

        var settings = Read(reading, environment, definition, configuration.ProjectFolder);
        reading.Finish();
        var faults = StackFaults.Of(reading, requireAll ? settings.Unset.Where(unset => unset.IsRequired).Select(AsFault) : []);
        // A preview of another application is deployed nowhere.
        var isAlone = isForeign || faults.Count > 0;
        return (settings, isAlone ? faults : [.. NeighborRules.FaultsOf(configuration, settings, NeighborsOf(configuration))]);
    }

    // A stack whose file cannot be used cannot be deployed, and is told so itself.
    private IEnumerable<(string Stack, StackSettings Settings)> NeighborsOf(StackConfiguration configuration)
    {
        foreach (var other in StackFile.NeighborsOf(configuration))
        {
            var reading = new StackReading(other);
            var settings = Read(reading, FindEnvironment(reading, other.Stack), FindApplication(reading), other.ProjectFolder);
            if (reading.Faults.Count == 0)
                yield return (other.Stack, settings);
        }
    }

    // As it is written, without what a release makes of it.
    private ApplicationDefinition DefinitionOf(StackSettings settings)
        => Applications.Single(known => known.Name == settings.Application.Name);

    /// <summary>What a stack file may say, read for one environment and application: for the JSON schema.</summary>
    internal StackReading Describe(EnvironmentTraits environment, ApplicationDefinition application)
    {
        var empty = new StackReading(
            new StackConfiguration(StackReading.ProjectName, environment.Name, ImmutableSortedDictionary<string, ConfigValue>.Empty));
        FindEnvironment(empty, environment.Name);
        FindApplication(empty);
        Read(empty, environment, application, projectFolder: null);
        return empty;
    }

    private StackSettings Read(
        StackReading reading,
        EnvironmentTraits environment,
        ApplicationDefinition application,
        string? projectFolder)
    {
        var release = ReleaseSettings.Read(
            reading.Section("release", "Which version of the application runs."),
            application,
            environment,
            projectFolder);
        var cluster = ClusterSettings.Read(
            reading.Section("cluster", "The Kubernetes cluster, and what is installed in it."),
            services);
        var projects = ProjectsOf(reading, environment, application);
        var backups = StackBackups.Read(
            reading,
            application,
            environment,
            projects.ToImmutableDictionary(project => project.Key, project => project.Value.Data));
        var data = backups.Data;
        var (registry, files) = (RegistryOf(reading, release), FilesOf(reading, application));
        var settings = new StackSettings
        {
            Environment = environment,
            Namespace = NamespaceOf(reading, environment, application, cluster),
            Application = CanaryRelease.Apply(TeamExposure.Apply(application, environment), release.Canary),
            Cluster = cluster,
            Release = release,
            Data = data,
            Generations = GenerationSettings.Read(
                reading.Section("generations", "How often generated secrets have been made anew."),
                application,
                application.Projects.SelectMany(project => data[project.Name].Services).Select(service => service.Name)),
            Registry = registry,
            Variables = projects.ToImmutableDictionary(project => project.Key, project => project.Value.Variables),
            Volumes = VolumeSizes.Read(reading.Section("volumes", "Sizes of the application's volumes, by name."), application),
            VolumeBackups = backups.Volumes,
            ObjectStorage = backups.Storage,
            Aws = AwsSettings.Read(reading.Section(AwsSettings.Name, AwsSettings.Meaning)),
            Azure = AzureSettings.Read(reading.Section(AzureSettings.Name, AzureSettings.Meaning)),
            Files = files,
            Egress = EgressSettings.Read(
                reading.Section("egress", "What workloads may connect to beyond what the application names."),
                application),
            Edge = EdgeSettings.Read(
                reading.Section("edge", "The hosts under which services are reached from outside."),
                PlatformDefaults.RateLimits(environment),
                application),
            Costs = CostSettings.Read(reading.Section("costs", "Prices for an estimate of what a month costs.")),
            Alerts = AlertSettings.Read(
                reading.Section("alerts", "Who is told, and from which values on."),
                PlatformDefaults.Alerts(environment)),
            Workloads = WorkloadsOf(reading, environment, application, release),
            Images = ReleaseImages.Complete(application, release),
            SuppliedSecrets = [],
            Unset = [],
            AllowSourceSdk = AllowsSourceSdk(reading),
            ProjectFolder = projectFolder,
        };
        return WithSecrets(Held(OwnBucketSettings.Complete(settings, reading), reading), reading, application, backups.AreTaken);
    }

    private static bool AllowsSourceSdk(StackReading reading) => reading.Scalar(
        "allowSourceSdk",
        SettingTypes.Boolean,
        false,
        "Whether the engine may run a program that was built with the subset in sdk/. Deploys belong on the official packages.");

    private static StackSettings Held(StackSettings settings, StackReading reading)
    {
        foreach (var project in settings.Application.Projects)
        {
            foreach (var deployed in settings.Data[project.Name].Services)
            {
                var section = project is CompanionDefinition ? $"companions.{project.Name}.{deployed.Service}" : deployed.Service;
                var path = $"{StackReading.ProjectName}:{section}";
                foreach (var fault in deployed.Settings.FaultsIn(settings, path, deployed.Name, reading.Commands))
                    reading.Report(fault);
            }
        }

        foreach (var fault in RegistrySettings.FaultsIn(settings, reading.Commands))
            reading.Report(fault);
        if (settings is { Edge.Route53: not null, Aws: null })
            reading.Report(Route53Settings.WithoutAccount(reading.Commands));
        return settings;
    }

    // Which secrets a stack needs, the other settings say.
    private static StackSettings WithSecrets(
        StackSettings settings,
        StackReading reading,
        ApplicationDefinition application,
        bool hasBackups)
    {
        var secrets = reading.Secrets(
            PlatformSecrets
                .Of(
                    hasBackupKeys: hasBackups && settings.ObjectStorage?.Own is null,
                    hasBackupCopies: settings.ObjectStorage?.CopyTo is not null,
                    hasRegistryUser: settings.Registry?.Username is not null,
                    hasFiles: settings.Files is not null,
                    hasRateLimitRedis: settings.Edge.RateLimitRedis is not null)
                .Concat(settings.Alerts.Secrets)
                .Concat(settings.Data.Values.SelectMany(project => project.Services).SelectMany(service => service.Settings.Secrets))
                .Concat(application.Secrets.OfType<SuppliedSecret>()));
        settings = settings with
        {
            Secrets = SecretStoreSettings.Read(reading.Section(SecretStoreSettings.Name, SecretStoreSettings.Meaning)),
        };
        foreach (var fault in SecretStoreSettings.FaultsIn(settings, secrets, reading.Commands))
            reading.Report(fault);
        // What the store has, nobody sets.
        secrets = [.. secrets.Where(secret => settings.Secrets?.Has(secret.Definition.Name) != true)];
        return settings with
        {
            SuppliedSecrets =
            [
                .. secrets.Where(secret => !secret.Definition.IsOptional || secret.IsSet).Select(secret => secret.Definition.Name),
            ],
            Unset = [.. UnsetValues.Of(settings.Environment, application, settings, secrets, reading.Commands)],
        };
    }

    private static RegistrySettings? RegistryOf(StackReading reading, ReleaseSettings release) => RegistrySettings.Read(
        reading.Section("registry", "Where the application's images are, if not everybody may pull them."),
        isNeeded: release.Build is not null);

    private static FilesSettings? FilesOf(StackReading reading, ApplicationDefinition application)
        => FilesSettings.AreUsedBy(application)
            ? FilesSettings.Read(reading.Section("files", "Where the files of the application are, such as uploads and imports."))
            : null;

    private static string NamespaceOf(
        StackReading reading,
        EnvironmentTraits environment,
        ApplicationDefinition application,
        ClusterSettings cluster)
    {
        const string Key = "namespace";
        var name = reading.Scalar(
            Key,
            SettingTypes.ObjectName,
            $"{application.Name}-{environment.Name}",
            "Namespace that everything is deployed to. A stack that is deployed keeps its own.",
            "the application's name, '-' and the environment's");
        if (name is "default" || name.StartsWith("kube-", StringComparison.Ordinal) || cluster.AllNamespaces.Contains(name))
        {
            reading.Report(
                Key,
                $"\"{name}\"",
                "a stack has a namespace of its own, which the cluster and what is installed in it do not use",
                "Use another name, or remove the line");
        }

        return name;
    }

    // The application's own sections stand at the top, a companion's below infra:companions.
    private ImmutableDictionary<string, ProjectSettings> ProjectsOf(
        StackReading reading, EnvironmentTraits environment, ApplicationDefinition application)
    {
        var projects = ImmutableDictionary.CreateBuilder<string, ProjectSettings>();
        var own = Read(reading.Section, application, host: null);
        projects[application.Name] = own;
        if (application.Companions.IsEmpty)
            return projects.ToImmutable();

        var companions = reading.Section("companions", "What runs beside the application, by name.");
        foreach (var companion in application.Companions)
        {
            projects[companion.Name] = Read(
                companions.Child(companion.Name, $"The data services and variables of {companion.Name}.").Child,
                companion,
                own.Data);
        }

        return projects.ToImmutable();

        ProjectSettings Read(Func<string, string, Section> open, ProjectDefinition project, DataSettings? host)
        {
            var settings = DataSettings.Read(open, services, environment, project, host);
            return new ProjectSettings(
                settings,
                VariableSettings.Read(open("variables", "Values of plain variables, in all workloads that have them."), project));
        }
    }

    private static ImmutableDictionary<string, WorkloadSettings> WorkloadsOf(
        StackReading reading,
        EnvironmentTraits environment,
        ApplicationDefinition application,
        ReleaseSettings release)
    {
        var section = reading.Section("workloads", "Replicas and resources of the application's services and workers, by name.");
        var workloads = application.AllLongRunning
            .DistinctBy(workload => workload.Name)
            .ToImmutableDictionary(
                workload => workload.Name,
                workload => WorkloadSettings.Read(
                    section.Child(workload.Name, $"Replicas and resources of {workload.Name}."),
                    workload,
                    environment));
        // A canary has the resources of what it follows.
        var canaries = CanaryRelease.Apply(application, release.Canary).Services.Where(service => service.CanaryOf is not null);
        return workloads.SetItems(
            canaries.Select(
                canary => KeyValuePair.Create(canary.Name, workloads[canary.CanaryOf!] with { Scaling = ScalingSettings.One })));
    }

    private static Fault AsFault(UnsetValue unset) => new(unset.Key, StackFaults.Missing, unset.Meaning, $"Set it: {unset.Command}");

    private EnvironmentTraits FindEnvironment(StackReading reading, string stack)
    {
        var names = Environments.Select(environment => environment.Name).ToArray();
        const string Meaning = "Which environment the stack is.";
        var name = names.Contains(stack)
            ? reading.Scalar("environment", SettingTypes.OneOf(names), stack, Meaning, shownDefault: "the stack's name")
            : reading.RequiredScalar("environment", SettingTypes.OneOf(names), names[0], Meaning);
        return Environments[Array.IndexOf(names, name)];
    }

    private ApplicationDefinition FindApplication(StackReading reading)
    {
        var names = Applications.Select(application => application.Name).ToArray();
        var name = reading.Scalar("application", SettingTypes.OneOf(names), names[0], "Which application is deployed.");
        return Applications.Single(application => application.Name == name);
    }

    // A class: a dictionary of structs would be compiled for them alone, at each start.
    private sealed record ProjectSettings(DataSettings Data, ImmutableDictionary<string, string> Variables);
}
