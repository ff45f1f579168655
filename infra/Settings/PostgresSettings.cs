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

    /// <summary>The processor time each instance is promised.</summary>
    public required Quantity Cpu { get; init; }

    /// <summary>The memory each instance is promised and held to.</summary>
    public required Quantity Memory { get; init; }

    /// <summary>The most connections at a time.</summary>
    public required int MaxConnections { get; init; }

    /// <summary>Its backups.</summary>
    public required PostgresBackupSettings Backup { get; init; }

    internal static PostgresSettings Read(Section section, PostgresSettings defaults) => new()
    {
        Version = section.Get("version", SettingTypes.Integer(15, 18), defaults.Version, "Major version of Postgres."),
        Instances = section.Get("instances", SettingTypes.Integer(1, 9), defaults.Instances, "Number of instances: one primary, the others standbys."),
        Storage = section.Get("storage", SettingTypes.BytesFrom("1Gi", "20Gi"), defaults.Storage, "Size of each instance's data volume. It can grow, not shrink."),
        WalStorage = section.Get("walStorage", SettingTypes.BytesFrom("1Gi", "5Gi"), defaults.WalStorage, "Size of each instance's volume for the write-ahead log. It can grow, not shrink."),
        Cpu = section.Get("cpu", SettingTypes.Cores, defaults.Cpu, "Processor time each instance is promised."),
        // A quarter of it are shared buffers, and each connection takes some.
        Memory = section.Get("memory", SettingTypes.BytesFrom("256Mi", "512Mi"), defaults.Memory, "Memory each instance is promised and held to."),
        MaxConnections = section.Get("maxConnections", SettingTypes.Integer(20, 5000), defaults.MaxConnections, "The most connections at a time."),
        Backup = PostgresBackupSettings.Read(section.Child("backup", "Backups of Postgres."), defaults.Backup),
    };
}
