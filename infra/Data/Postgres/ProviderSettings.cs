using Infra.Applications.Model;
using Infra.Backups;
using Infra.Data.Rds;
using Infra.Environments;
using Infra.Settings.Reading;

namespace Infra.Data.Postgres;

/// <summary>
/// Reads <c>infra:postgres</c> where something else than a cluster of its own runs it: what is about the operator's cluster is unknown
/// there, and refused.
/// </summary>
internal static class ProviderSettings
{
    /// <summary>Reads the section of one that runs elsewhere.</summary>
    /// <param name="section">The section.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="project">Whose it is.</param>
    /// <param name="need">What the project needs; null where it needs none.</param>
    public static PostgresSettings ReadExisting(
        Section section,
        EnvironmentTraits environment,
        ProjectDefinition project,
        PostgresNeed? need)
    {
        var defaults = PostgresDefaults.Of(environment);
        return defaults with
        {
            Provider = DataService.Existing,
            Database = need?.Database ?? PostgresService.DefaultDatabase,
            Version = ServerSettings.Version(section, defaults.Version, need),
            Storage = section.Get(
                "storage",
                SettingTypes.BytesFrom("1Gi"),
                defaults.Storage,
                "Size of the volume that a dump is made on."),
            Existing = ExistingPostgres.Read(section.Child("existing", ExistingPostgres.Meaning), DataService.Existing, project, need),
            // Nothing else of it is in the hands of whoever deploys.
            Dump = DumpSettings.Read(section.Child("dump", "Logical dumps of Postgres."), defaults.Dump with { IsEnabled = true }),
        };
    }

    /// <summary>Reads the section of one that RDS runs: what is about the operator's cluster is unknown there.</summary>
    /// <param name="section">The section.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="project">Whose it is.</param>
    /// <param name="need">What the project needs; null where it needs none.</param>
    public static PostgresSettings ReadRds(
        Section section,
        EnvironmentTraits environment,
        ProjectDefinition project,
        PostgresNeed? need)
    {
        var defaults = PostgresDefaults.Of(environment);
        var instance = section.Child(RdsSettings.Key, RdsSettings.Meaning);
        var rds = RdsSettings.Read(instance, environment, RdsPostgres.Engine);
        var origin = ManagedOrigin.Read(section, DataServiceNames.Of(project, PostgresService.ServiceName), "instance");
        var settings = defaults with
        {
            Provider = RdsSettings.Provider,
            Rds = rds,
            Database = need?.Database ?? PostgresService.DefaultDatabase,
            Version = ServerSettings.Version(section, defaults.Version, need),
            Storage = section.Get(
                "storage",
                SettingTypes.BytesBetween(RdsSettings.Volumes.Lowest, RdsSettings.Volumes.Highest),
                RdsSettings.StorageIn(environment),
                "Size of the instance's volume at first. It can grow, not shrink."),
            MaxConnections = ServerSettings.MaxConnections(section, environment, project, defaults),
            Dump = DumpSettings.Read(section.Child("dump", "Logical dumps of Postgres, beside its backups."), defaults.Dump),
            Drill = defaults.Drill with { IsEnabled = false },
            UpgradeFrom = ServerSettings.UpgradeFrom(section),
            Incarnation = origin.Incarnation,
            Formers = origin.Formers,
            RestoreTo = origin.RestoreTo,
        };
        RdsRules.Hold(instance, section, settings.OnRds!, settings.Database);
        RdsPostgresVersions.Hold(instance, rds, section, settings.Version);
        return settings;
    }

    /// <summary>Reads the section of a companion whose database is in the application's cluster.</summary>
    /// <param name="section">The section.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="project">Whose it is.</param>
    /// <param name="need">What the project needs; null where it needs none.</param>
    /// <param name="host">The settings of that cluster; null where there is none.</param>
    public static PostgresSettings ReadShared(
        Section section,
        EnvironmentTraits environment,
        ProjectDefinition project,
        PostgresNeed? need,
        PostgresSettings? host)
    {
        SharedDatabaseRules.Hold(section, project, need, host);
        var defaults = PostgresDefaults.Of(environment);
        return defaults with
        {
            Provider = DataService.Shared,
            Host = host ?? defaults,
            Version = (host ?? defaults).Version,
            Storage = (host ?? defaults).Storage,
            Dump = DumpSettings.Read(section.Child("dump", "Logical dumps of Postgres, beside its backups."), defaults.Dump),
        };
    }
}
