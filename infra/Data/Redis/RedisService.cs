using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Backups;
using Infra.Checks;
using Infra.Environments;
using Infra.Observability;
using Infra.Observability.Alerts;
using Infra.Settings;
using Infra.Settings.Reading;
using StackPreview.Comparison;

namespace Infra.Data.Redis;

/// <summary>Redis, as the catalog knows it.</summary>
internal sealed class RedisService : DataService<RedisNeed, RedisSettings, RedisConnection>
{
    /// <summary>Its name in a namespace.</summary>
    public const string ServiceName = "redis";

    /// <summary>Its name as people write it.</summary>
    public const string ServiceTitle = "Redis";

    /// <inheritdoc/>
    public override string Name => ServiceName;

    /// <inheritdoc/>
    public override string Title => ServiceTitle;

    /// <inheritdoc/>
    public override ImmutableArray<string> NameParts { get; } =
    [
        ServerElsewhere.AuthorityPart,
        "backup",
        "backup-store",
        "ca",
        "clients",
        "drill",
        "drill-store",
        "self-signed",
        "server",
        "store",
        "tls",
    ];

    /// <inheritdoc/>
    public override bool HasAuthority => true;

    /// <inheritdoc/>
    public override string SectionMeaning => "The Redis server.";

    /// <inheritdoc/>
    public override DataServiceChecks Checks { get; } = new RedisChecks();

    /// <inheritdoc/>
    public override IReadOnlyList<IChangeRule> ChangeRules { get; } = [new EnginesKeepTheirFiles(), new RedisClientsKeepTheirPort()];

    /// <inheritdoc/>
    public override ImmutableArray<DataServiceOutput> Outputs => RedisOutputs.All;

    /// <inheritdoc/>
    protected override ImmutableArray<DataServiceProvider<RedisNeed, RedisSettings, RedisConnection>> Providers { get; } =
    [
        new(InCluster, "one server in a StatefulSet", RedisServer.Type, (name, args, options) => new RedisServer(name, args, options)),
        new(
            Existing,
            "a server that runs elsewhere",
            RedisElsewhere.Type,
            (name, args, options) => new RedisElsewhere(name, args, options)),
        new(
            ElastiCacheSettings.Provider,
            "a replication group of Amazon ElastiCache",
            ElastiCacheRedis.Type,
            (name, args, options) => new ElastiCacheRedis(name, args, options)),
        new(
            ManagedRedisSettings.Provider,
            "a server of Azure Managed Redis",
            ManagedRedis.Type,
            (name, args, options) => new ManagedRedis(name, args, options)),
    ];

    /// <inheritdoc/>
    protected override RedisNeed DefaultNeed { get; } = new();

    /// <inheritdoc/>
    protected override RedisSettings Read(
        Section section,
        string provider,
        EnvironmentTraits environment,
        ProjectDefinition project,
        RedisNeed? need)
        => provider switch
        {
            Existing => RedisSettings.ReadExisting(section, environment, project, need),
            ElastiCacheSettings.Provider => RedisSettings.ReadElastiCache(section, environment),
            ManagedRedisSettings.Provider => ManagedRedisSettings.ReadRedis(section, environment),
            _ => RedisSettings.Read(section, provider, environment, project, need),
        };

    /// <inheritdoc/>
    protected override AlertGroup AlertsOn(WatchedService service, string ns, RedisSettings settings)
        => settings is { Existing: null, ElastiCache: null, Managed: null }
            ? RedisAlerts.Of(service, ns, settings)
            : AlertGroup.None(service.Name);

    /// <inheritdoc/>
    protected override RecoveryObjective RecoveryOf(string name, RedisSettings settings, ObjectStorageSettings storage, string ns)
        => SnapshotJobs.RecoveryOf(name, settings.Backup, storage, ns);

    /// <inheritdoc/>
    protected override DataServiceOutputs OutputsOf(RedisConnection connection) => RedisOutputs.Of(connection);
}
