using Infra.Applications.Model;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary><c>infra:postgres</c>: the Postgres cluster.</summary>
public sealed record PostgresSettings
{
    /// <summary>The major version.</summary>
    public int Version { get; init; } = 18;

    /// <summary>The number of instances: one primary, the others standbys.</summary>
    public required int Instances { get; init; }

    /// <summary>The size of each instance's data volume.</summary>
    public required Quantity Storage { get; init; }

    /// <summary>The size of each instance's volume for the write-ahead log.</summary>
    public required Quantity WalStorage { get; init; }

    /// <summary>The CPU request of each instance.</summary>
    public required Quantity Cpu { get; init; }

    /// <summary>The memory request and limit of each instance.</summary>
    public required Quantity Memory { get; init; }

    /// <summary>The most connections at a time.</summary>
    public required int MaxConnections { get; init; }

    /// <summary>Its backups.</summary>
    public required PostgresBackupSettings Backup { get; init; }

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="need">What the project needs; null where it needs none.</param>
    internal static PostgresSettings Read(Section section, EnvironmentProfile environment, PostgresNeed? need)
    {
        var defaults = environment.Postgres;
        var versions = PostgresNeed.Versions;
        var neededVersions = versions with { Lowest = Math.Max(versions.Lowest, need?.MinimumVersion ?? versions.Lowest) };
        return new PostgresSettings
        {
            Version = section.Get("version", SettingTypes.Integer(versions, neededVersions), defaults.Version, "Major version of Postgres."),
            Instances = section.Get(
                "instances",
                SettingTypes.Integer(1, 9),
                defaults.Instances,
                "Number of instances: one primary, the others standbys."),
            Storage = section.Get(
                "storage",
                SettingTypes.BytesFrom("1Gi"),
                defaults.Storage,
                "Size of each instance's data volume. It can grow, not shrink."),
            WalStorage = section.Get(
                "walStorage",
                SettingTypes.BytesFrom("1Gi"),
                defaults.WalStorage,
                "Size of each instance's volume for the write-ahead log. It can grow, not shrink."),
            Cpu = section.Get("cpu", SettingTypes.Cores, defaults.Cpu, "CPU request of each instance."),
            // A quarter of it are shared buffers, and each connection takes some.
            Memory = section.Get("memory", SettingTypes.BytesFrom("256Mi"), defaults.Memory, "Memory request and limit of each instance."),
            MaxConnections = section.Get(
                "maxConnections",
                SettingTypes.Integer(20, 5000),
                defaults.MaxConnections,
                "The most connections at a time."),
            Backup = PostgresBackupSettings.Read(section.Child("backup", "Backups of Postgres."), environment),
        };
    }
}
