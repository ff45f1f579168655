using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Backups;
using Infra.Data.Flexible;
using Infra.Environments;
using Infra.Settings.Reading;

namespace Infra.Data.Postgres;

/// <summary>Reads <c>infra:postgres</c> where a flexible server of Azure runs it.</summary>
internal static class FlexiblePostgresSettings
{
    /// <summary>The fewest days that Azure keeps backups of Postgres.</summary>
    public const int FewestDays = 7;

    /// <summary>
    /// The sizes of volumes (Premium SSD) in GiB, of which a server has one
    /// (https://learn.microsoft.com/en-us/azure/postgresql/flexible-server/concepts-storage).
    /// </summary>
    public static ImmutableArray<int> Volumes { get; } = [32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32767];

    /// <summary>
    /// The major versions that Azure makes servers of, as of 2026-11
    /// (https://learn.microsoft.com/en-us/azure/postgresql/flexible-server/concepts-supported-versions).
    /// </summary>
    public static ImmutableArray<int> Majors { get; } = [15, 16, 17, 18];

    // Those that Azure keeps for itself.
    private const int ReservedConnections = 15;
    private const int MostConnections = 5000;
    private const decimal ConnectionsEachGibibyte = 107.4m;

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="project">Whose it is.</param>
    /// <param name="need">What the project needs; null where it needs none.</param>
    public static PostgresSettings Read(Section section, EnvironmentTraits environment, ProjectDefinition project, PostgresNeed? need)
    {
        var defaults = PostgresDefaults.Of(environment);
        var server = section.Child(FlexibleServerSettings.Key, FlexibleServerSettings.Meaning);
        var flexible = FlexibleServerSettings.Read(server, environment, FewestDays);
        var origin = ManagedOrigin.Read(section, DataServiceNames.Of(project, PostgresService.ServiceName), "server");
        var settings = defaults with
        {
            Provider = FlexibleServerSettings.Provider,
            Flexible = flexible,
            Database = need?.Database ?? PostgresService.DefaultDatabase,
            Version = ServerSettings.Version(section, defaults.Version, need),
            Storage = section.Get(
                "storage",
                SettingTypes.BytesBetween("32Gi", "32767Gi"),
                environment.Size == EnvironmentSize.Large ? "64Gi" : "32Gi",
                "Size of the server's volume at first. It grows by itself, and does not shrink."),
            MaxConnections = ConnectionsOf(flexible),
            Dump = DumpSettings.Read(section.Child("dump", "Logical dumps of Postgres, beside its backups."), defaults.Dump),
            Drill = defaults.Drill with { IsEnabled = false },
            UpgradeFrom = ServerSettings.UpgradeFrom(section),
            Incarnation = origin.Incarnation,
            Formers = origin.Formers,
            RestoreTo = origin.RestoreTo,
        };
        Hold(section, settings);
        FlexibleServerRules.Hold(section, server, flexible, settings.Database);
        return settings;
    }

    /// <summary>
    /// The connections that a server of a size takes from clients, unless max_connections is set
    /// (https://learn.microsoft.com/en-us/azure/postgresql/flexible-server/concepts-limits).
    /// </summary>
    public static int ConnectionsOf(FlexibleServerSettings settings)
        => (settings.MemoryGibibytes <= 2
            ? 50
            : Math.Min(MostConnections, (int)(settings.MemoryGibibytes * ConnectionsEachGibibyte))) - ReservedConnections;

    private static void Hold(Section section, PostgresSettings settings)
    {
        var gibibytes = settings.Storage.Amount / (1L << 30);
        if (!Volumes.Any(volume => volume == gibibytes))
        {
            section.Report(
                $"{section.Path}.storage",
                $"\"{settings.Storage}\"",
                $"Azure has volumes of {string.Join(", ", Volumes)} GiB",
                $"Use {Volumes.First(volume => volume >= gibibytes)}Gi");
        }
    }
}
