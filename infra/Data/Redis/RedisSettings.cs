using Infra.Environments;
using Infra.Settings;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Data.Redis;

/// <summary><c>infra:redis</c>: the Redis server.</summary>
public sealed record RedisSettings : SnapshotServiceSettings
{
    /// <summary>The name of the engine Valkey.</summary>
    public const string Valkey = "valkey";

    /// <summary>The name of the engine Redis.</summary>
    public const string Redis = "redis";

    /// <summary>Which server: <c>valkey</c> (BSD licence) or <c>redis</c>; they speak one protocol.</summary>
    public string Engine { get; init; } = Valkey;

    /// <summary>The size of its volume.</summary>
    public required Quantity Storage { get; init; }

    /// <summary>The CPU request.</summary>
    public required Quantity Cpu { get; init; }

    /// <summary>The memory request and limit; three quarters of it are for data.</summary>
    public required Quantity Memory { get; init; }

    /// <inheritdoc/>
    protected override string Title => RedisService.ServiceTitle;

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="provider">What runs it.</param>
    /// <param name="environment">The environment.</param>
    internal static RedisSettings Read(Section section, string provider, EnvironmentTraits environment)
    {
        var defaults = RedisDefaults.Of(environment);
        return new RedisSettings
        {
            Provider = provider,
            Engine = section.Get(
                "engine",
                SettingTypes.OneOf(Valkey, Redis),
                defaults.Engine,
                "Which server; both speak the same protocol."),
            Storage = section.Get(
                "storage",
                SettingTypes.Bytes,
                defaults.Storage,
                "Size of its volume. It is made with it; later, edit the PersistentVolumeClaim."),
            Cpu = section.Get("cpu", SettingTypes.Cores, defaults.Cpu, "CPU request."),
            // Three quarters of a mebibyte would be rounded down to none, which Redis takes for no limit.
            Memory = section.Get(
                "memory",
                SettingTypes.BytesFrom("64Mi"),
                defaults.Memory,
                "Memory request and limit; three quarters of it are for data."),
            Backup = SnapshotSettings.Read(section.Child("backup", "Backups of Redis."), RedisService.ServiceTitle, environment),
            IsBackupDemanded = SnapshotSettings.AreDemanded(environment),
            Restore = RestoreSettings.Read(section, "an RDB file that the engine can read", "imports/dump.rdb"),
        };
    }
}
