using Infra.Environments;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Data.Redis;

/// <summary><c>infra:redis.managedRedis</c>: the server, where Azure Managed Redis runs it.</summary>
public sealed record ManagedRedisSettings
{
    /// <summary>The key of the section.</summary>
    internal const string Key = "managedRedis";

    /// <summary>The value of the setting <c>provider</c>.</summary>
    internal const string Provider = "managed-redis";

    /// <summary>What the section is about.</summary>
    internal const string Meaning = "The server, where provider is managed-redis.";

    /// <summary>Every write is on a disk after a second.</summary>
    internal const string AppendOnly = "aof-1s";

    /// <summary>Nothing is on a disk.</summary>
    internal const string NotPersisted = "none";

    // Those of at most 24 GB, as more is in several shards, between which multi-key commands of queues do not work; as of 2026-11
    // (https://learn.microsoft.com/en-us/azure/redis/architecture#cluster-policies).
    private static readonly string[] Sizes =
    [
        "Balanced_B0", "Balanced_B1", "Balanced_B3", "Balanced_B5", "Balanced_B10", "Balanced_B20",
        "MemoryOptimized_M10", "MemoryOptimized_M20",
        "ComputeOptimized_X3", "ComputeOptimized_X5", "ComputeOptimized_X10", "ComputeOptimized_X20",
    ];

    /// <summary>The size: the family, and about how many gigabytes it has.</summary>
    public required string Size { get; init; }

    /// <summary>Whether a replica takes over where the primary is lost, in another zone where the location has zones.</summary>
    public required bool IsHighlyAvailable { get; init; }

    /// <summary>What is on a disk: each write (aof-1s), a copy at set times (rdb-1h, rdb-6h, rdb-12h), or nothing.</summary>
    public required string Persistence { get; init; }

    /// <summary>How often a copy is put on a disk; null where none is.</summary>
    internal string? CopyInterval => Persistence.StartsWith("rdb-", StringComparison.Ordinal) ? Persistence[4..] : null;

    /// <summary>What is said of a server, unless a stack file says otherwise.</summary>
    internal static ManagedRedisSettings Of(EnvironmentTraits environment) => new()
    {
        Size = environment.Size switch
        {
            EnvironmentSize.Small => "Balanced_B0",
            EnvironmentSize.Medium => "Balanced_B1",
            _ => "Balanced_B3",
        },
        IsHighlyAvailable = environment.SurvivesNodeLoss,
        Persistence = AppendOnly,
    };

    /// <summary>Reads the section.</summary>
    internal static ManagedRedisSettings Read(Section section, EnvironmentTraits environment)
    {
        var defaults = Of(environment);
        return new ManagedRedisSettings
        {
            Size = section.Get(
                "size",
                SettingTypes.OneOf(Sizes),
                defaults.Size,
                "Size of the server: its family, and about how many gigabytes it has."),
            IsHighlyAvailable = section.Get(
                "highAvailability",
                SettingTypes.Boolean,
                defaults.IsHighlyAvailable,
                "Whether a replica takes over where the primary is lost, in another zone where the location has zones."),
            Persistence = section.Get(
                "persistence",
                SettingTypes.OneOf(AppendOnly, "rdb-1h", "rdb-6h", "rdb-12h", NotPersisted),
                defaults.Persistence,
                "What is on a disk, and survives a restart: each write (aof-1s), a copy at set times, or nothing."),
        };
    }

    /// <summary>Reads the section of one that it runs: what is about a server in the cluster is unknown there.</summary>
    /// <param name="section">The section of Redis.</param>
    /// <param name="environment">The environment.</param>
    internal static RedisSettings ReadRedis(Section section, EnvironmentTraits environment)
    {
        var defaults = RedisDefaults.Of(environment);
        return defaults with
        {
            Provider = Provider,
            Engine = RedisSettings.Redis,
            Backup = defaults.Backup with { IsEnabled = false },
            Managed = Read(section.Child(Key, Meaning), environment),
        };
    }

    /// <summary>Reports that there is a section which another provider does not read.</summary>
    /// <param name="redis">The section of Redis.</param>
    /// <param name="provider">What runs it.</param>
    /// <param name="environment">The environment.</param>
    internal static void Refuse(Section redis, string provider, EnvironmentTraits environment)
    {
        var section = redis.Child(Key, Meaning);
        Read(section, environment);
        if (!section.IsPresent)
            return;
        section.Report(
            section.Path,
            "set",
            $"{redis.Path}.provider is {provider}, and it is about a server of Azure Managed Redis",
            $"Remove it, or set {redis.Path}.provider to {Provider}");
    }

    /// <summary>What takes back what the environment promises: the keys below the section of Redis, with what follows.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Contradictions(EnvironmentTraits environment)
    {
        if (SnapshotSettings.AreDemanded(environment))
        {
            yield return KeyValuePair.Create(
                "provider",
                "Azure puts what Redis holds on disks of its own, and gives no backup of it; "
                    + $"{environment.Name} promises that what is lost can be got back. "
                    + $"Use {DataService.InCluster} unless all of it can be made again");
        }

        if (environment.SurvivesNodeLoss && !IsHighlyAvailable)
        {
            yield return KeyValuePair.Create(
                $"{Key}.highAvailability",
                $"without a replica, Redis is away while its node is; {environment.Name} promises to survive the loss of a node. "
                    + "Use true");
        }
    }
}
