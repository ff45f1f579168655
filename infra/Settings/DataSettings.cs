using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>The data services of a project: the application's, or a companion's.</summary>
public sealed record DataSettings
{
    /// <summary>Postgres; null where it is not deployed.</summary>
    public required PostgresSettings? Postgres { get; init; }

    /// <summary>Redis; null where it is not deployed.</summary>
    public required RedisSettings? Redis { get; init; }

    /// <summary>Qdrant; null where it is not deployed.</summary>
    public required QdrantSettings? Qdrant { get; init; }

    /// <summary>Whether backups of any of them go to the object storage.</summary>
    public bool AreBackedUp => Postgres is not null;

    /// <summary>The names of those that are deployed, as a project without a prefix has them.</summary>
    internal IEnumerable<string> Services
        => new[] { Postgres is null ? null : DataServiceNames.Postgres, Redis is null ? null : DataServiceNames.Redis, Qdrant is null ? null : DataServiceNames.Qdrant }.OfType<string>();

    /// <summary>Reads the sections.</summary>
    /// <param name="open">Opens a section by its name, given what it is about.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="project">Whose they are.</param>
    internal static DataSettings Read(Func<string, string, Section> open, EnvironmentProfile environment, ProjectDefinition project)
    {
        var needs = project.Needs;
        var postgres = open("postgres", "The Postgres cluster.");
        var redis = open("redis", "The Redis server.");
        var qdrant = open("qdrant", "The Qdrant server.");
        var hasPostgres = IsEnabled(postgres, needs.Postgres is not null, project, "Postgres");
        var hasRedis = IsEnabled(redis, needs.Redis is not null, project, "Redis");
        var hasQdrant = IsEnabled(qdrant, needs.Qdrant is not null, project, "Qdrant");
        var postgresSettings = PostgresSettings.Read(postgres, environment.Postgres);
        if (needs.Postgres is { } need && postgresSettings.Version < need.MinimumVersion)
        {
            postgres.Report(
                $"{postgres.Path}.version",
                $"{postgresSettings.Version}",
                $"{TitleOf(project)} needs Postgres {need.MinimumVersion} or later",
                $"Use {need.MinimumVersion} or later");
        }

        return new DataSettings
        {
            Postgres = hasPostgres ? postgresSettings : null,
            Redis = RedisSettings.Read(redis, environment.Redis) is var redisSettings && hasRedis ? redisSettings : null,
            Qdrant = QdrantSettings.Read(qdrant, environment.Qdrant) is var qdrantSettings && hasQdrant ? qdrantSettings : null,
        };
    }

    private static bool IsEnabled(Section section, bool isNeeded, ProjectDefinition project, string service)
    {
        var isEnabled = section.Get("enabled", SettingTypes.Boolean, isNeeded, "Whether it is deployed.", shownDefault: "what the application needs");
        if (isNeeded && !isEnabled)
            section.Report($"{section.Path}.enabled", "false", $"{TitleOf(project)} needs {service}", "Remove the line, or deploy another application");
        return isEnabled;
    }

    private static string TitleOf(ProjectDefinition project) => $"{(project is CompanionDefinition ? "companion" : "application")} {project.Name}";
}
