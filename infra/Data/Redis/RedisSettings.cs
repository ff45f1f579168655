using Infra.Applications.Model;
using Infra.Environments;
using Infra.Faults;
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

    private const string TlsKey = "tls";

    /// <summary>Which server: <c>valkey</c> (BSD licence) or <c>redis</c>; they speak one protocol.</summary>
    public string Engine { get; init; } = Valkey;

    /// <summary>How much of what goes to it goes over TLS: a word of <see cref="TlsMode"/>.</summary>
    public string Tls { get; init; } = TlsMode.Disabled;

    /// <summary>Whether it listens without TLS.</summary>
    public bool IsPlain => Tls != TlsMode.Required;

    /// <summary>Whether it listens with TLS, and has a certificate.</summary>
    public bool HasTls => Tls != TlsMode.Disabled;

    /// <summary>Whether its clients come over TLS.</summary>
    public bool ClientsUseTls => Tls is TlsMode.Preferred or TlsMode.Required;

    /// <summary>The server that runs elsewhere; null where it is in the cluster.</summary>
    public ExistingRedis? Existing { get; init; }

    /// <summary>The replication group, where ElastiCache runs it; null where it is in the cluster or elsewhere.</summary>
    public ElastiCacheSettings? ElastiCache { get; init; }

    /// <summary>The server, where Azure Managed Redis runs it; null where it is in the cluster or elsewhere.</summary>
    public ManagedRedisSettings? Managed { get; init; }

    /// <summary>The size of its volume.</summary>
    public required Quantity Storage { get; init; }

    /// <summary>The CPU request.</summary>
    public required Quantity Cpu { get; init; }

    /// <summary>The memory request and limit; three quarters of it are for data.</summary>
    public required Quantity Memory { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<SuppliedSecret> Secrets => Existing?.Server.Secrets ?? [];

    /// <inheritdoc/>
    public override RecoveryObjective? RecoveryByProvider(string service) => ElastiCache?.RecoveryOf(service);

    /// <inheritdoc/>
    internal override IEnumerable<Fault> FaultsIn(StackSettings stack, string path, string service, ConfigCommands commands)
        => this switch
        {
            { ElastiCache: not null } => ElastiCacheRules.FaultsIn(stack, ElastiCache, path, service, commands),
            { Managed: not null } => ManagedRedisRules.FaultsIn(stack, path, service, commands),
            _ => [],
        };

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string>> Contradictions(EnvironmentTraits environment)
    {
        foreach (var contradiction in base.Contradictions(environment))
            yield return contradiction;
        foreach (var contradiction in Managed?.Contradictions(environment) ?? [])
            yield return contradiction;
        if (ElastiCache is null)
            yield break;
        if (SnapshotSettings.AreDemanded(environment))
        {
            yield return KeyValuePair.Create(
                "provider",
                $"ElastiCache takes a snapshot a day; {environment.Name} promises to lose what is written in "
                    + $"{Duration.Format(environment.RecoveryPoint)} at most. Use {DataService.InCluster} unless all of it can be made "
                    + "again");
        }

        if (environment.SurvivesNodeLoss && !ElastiCache.IsMultiAz)
        {
            yield return KeyValuePair.Create(
                $"{ElastiCacheSettings.Key}.multiAz",
                $"in one zone, Redis is away while its zone is; {environment.Name} promises to survive the loss of a node. Use true");
        }
    }

    /// <inheritdoc/>
    protected override string Title => RedisService.ServiceTitle;

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="provider">What runs it.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="project">Whose it is.</param>
    /// <param name="need">What the project needs of it; null where it needs none.</param>
    internal static RedisSettings Read(
        Section section,
        string provider,
        EnvironmentTraits environment,
        ProjectDefinition project,
        RedisNeed? need)
    {
        var defaults = RedisDefaults.Of(environment);
        var settings = new RedisSettings
        {
            Provider = provider,
            Engine = ReadEngine(section, defaults),
            Tls = section.Get(
                TlsKey,
                SettingTypes.OneOf(TlsMode.Disabled, TlsMode.Allowed, TlsMode.Preferred, TlsMode.Required),
                defaults.Tls,
                "TLS to it: not at all; on a port of its own beside the plain one, by which clients come still (allowed) or do not "
                    + "any more (preferred); or nothing else."),
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
            Existing = ExistingRedis.Read(section, provider, project, need),
            Restore = RestoreSettings.Read(section, "an RDB file that the engine can read", "imports/dump.rdb"),
        };
        ElastiCacheSettings.Refuse(section, provider, environment);
        ManagedRedisSettings.Refuse(section, provider, environment);
        if (settings.HasTls)
            HoldClients(section, TlsKey, settings.Tls, project, need);
        return settings;
    }

    /// <summary>Reads the section of one that runs elsewhere, which is backed up there.</summary>
    /// <param name="section">The section.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="project">Whose it is.</param>
    /// <param name="need">What the project needs of it; null where it needs none.</param>
    internal static RedisSettings ReadExisting(
        Section section,
        EnvironmentTraits environment,
        ProjectDefinition project,
        RedisNeed? need)
    {
        var defaults = RedisDefaults.Of(environment);
        return defaults with
        {
            Provider = DataService.Existing,
            Backup = defaults.Backup with { IsEnabled = false },
            Existing = ExistingRedis.Read(section, DataService.Existing, project, need),
        };
    }

    /// <summary>Reads the section of one that ElastiCache runs: what is about a server in the cluster is unknown there.</summary>
    /// <param name="section">The section.</param>
    /// <param name="environment">The environment.</param>
    internal static RedisSettings ReadElastiCache(Section section, EnvironmentTraits environment)
    {
        var defaults = RedisDefaults.Of(environment);
        var engine = ReadEngine(section, defaults);
        return defaults with
        {
            Provider = ElastiCacheSettings.Provider,
            Engine = engine,
            Backup = defaults.Backup with { IsEnabled = false },
            ElastiCache = ElastiCacheSettings.Read(section, environment, engine),
        };
    }

    /// <summary>Reports a setting with which a client would have to know a certificate authority that it is not told of.</summary>
    /// <param name="section">The section that it is in.</param>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="project">Whose it is.</param>
    /// <param name="need">What the project needs of it; null where it needs none.</param>
    internal static void HoldClients(Section section, string key, string value, ProjectDefinition project, RedisNeed? need)
        => TlsClients.Hold(
            section,
            key,
            value,
            project,
            RedisService.ServiceName,
            variable => variable is RedisVariable { Part: RedisPart.CaFile }
                || (variable is RedisVariable { Part: RedisPart.Url } && need?.CaParameter is not null),
            $"{nameof(RedisNeed)}.{nameof(RedisNeed.CaParameter)} or {nameof(RedisVariable)}.{nameof(RedisVariable.CaFile)}");

    private static string ReadEngine(Section section, RedisSettings defaults)
        => section.Get("engine", SettingTypes.OneOf(Valkey, Redis), defaults.Engine, "Which server; both speak the same protocol.");
}
