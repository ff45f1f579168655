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

    /// <summary>MySQL; null where it is not deployed.</summary>
    public required MySqlSettings? MySql { get; init; }

    /// <summary>Whether backups of any of them go to the object storage.</summary>
    public bool AreBackedUp => Postgres is not null || MySql is not null;

    /// <summary>The names of those that are deployed, as a project without a prefix has them.</summary>
    internal IEnumerable<string> Services
    {
        get
        {
            if (Postgres is not null)
                yield return DataServiceNames.Postgres;
            if (Redis is not null)
                yield return DataServiceNames.Redis;
            if (Qdrant is not null)
                yield return DataServiceNames.Qdrant;
            if (MySql is not null)
                yield return DataServiceNames.MySql;
        }
    }

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
        var mysql = open("mysql", "The MySQL server or cluster.");
        var hasPostgres = IsEnabled(postgres, needs.Postgres is not null, project, "Postgres");
        var hasRedis = IsEnabled(redis, needs.Redis is not null, project, "Redis");
        var hasQdrant = IsEnabled(qdrant, needs.Qdrant is not null, project, "Qdrant");
        var hasMySql = IsEnabled(mysql, needs.MySql is not null, project, "MySQL");
        var postgresSettings = PostgresSettings.Read(postgres, environment, needs.Postgres);
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
            MySql = MySqlSettings.Read(mysql, environment) is var mySqlSettings && hasMySql ? mySqlSettings : null,
        };
    }

    private static bool IsEnabled(Section section, bool isNeeded, ProjectDefinition project, string service)
    {
        var isEnabled = section.Get(
            "enabled",
            SettingTypes.Boolean,
            isNeeded,
            "Whether it is deployed.",
            shownDefault: "what the application needs");
        if (isNeeded && !isEnabled)
        {
            section.Report(
                $"{section.Path}.enabled",
                "false",
                $"{TitleOf(project)} needs {service}",
                "Remove the line, or deploy another application");
        }

        return isEnabled;
    }

    private static string TitleOf(ProjectDefinition project)
        => $"{(project is CompanionDefinition ? "companion" : "application")} {project.Name}";
}
