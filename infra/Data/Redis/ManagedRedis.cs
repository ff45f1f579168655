using Infra.Application;
using Infra.Azure;
using Infra.Environments;
using Infra.Kubernetes;
using Infra.Observability;
using Pulumi;
using Pulumi.AzureNative.Network;
using Pulumi.AzureNative.Network.Inputs;
using Pulumi.AzureNative.RedisEnterprise;
using Pulumi.AzureNative.RedisEnterprise.Inputs;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;
using SkuArgs = Pulumi.AzureNative.RedisEnterprise.Inputs.SkuArgs;

namespace Infra.Data.Redis;

/// <summary>
/// Redis on Azure Managed Redis: one database in one shard, with an endpoint in a subnet and none on the internet. Clients verify it by
/// the public authorities that their images know, and prove themselves with an access key.
/// </summary>
internal sealed class ManagedRedis : ComponentResource, IDataServer<RedisConnection>
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:data:ManagedRedis";

    /// <summary>The port, the only one that it has.</summary>
    public const int Port = 10000;

    private readonly string _name;
    private readonly AzureAccount _account;
    private readonly DataServiceArgs<RedisNeed, RedisSettings> _args;
    private readonly ManagedRedisSettings _settings;

    public ManagedRedis(string name, DataServiceArgs<RedisNeed, RedisSettings> args, ComponentResourceOptions? options = null)
        : base(Type, name, options)
    {
        (_name, _account, _args, _settings) = (name, args.Azure!, args, args.Settings.Managed!);
        var cluster = DeclareCluster();
        var database = DeclareDatabase(cluster);
        var endpoint = DeclareEndpoint(cluster);
        if (args.Placement.Environment.ProtectsData)
            DeletionLock.Declare(name, cluster.Id, _account, this);
        foreach (var alert in AlertsOf(_settings, args.Placement.Environment))
            alert.Declare(name, cluster.Id, _account, this);
        var policies = DataPolicies.Declare(name, [KeyValuePair.Create("clients", ClientPolicy())], args.Placement, this);
        Connection = new RedisConnection
        {
            Host = HostName.MadeWith(cluster.HostName),
            Port = Port,
            // An access key is this user's password.
            Username = "default",
            Password = KeyOf(cluster, database),
            HasTls = true,
            Location = Identifier,
            ClientLabels = Labels.ClientOf(name),
            // Whoever waits for it finds the host in the zone, and the path open.
            Ready = Reached(endpoint, database, policies),
            ResourceId = cluster.Id,
        };
        RegisterOutputs();
    }

    /// <summary>How it is reached.</summary>
    public RedisConnection Connection { get; }

    /// <summary>Nothing: what Azure Monitor measures, its alerts watch.</summary>
    public IReadOnlyList<ScrapeTarget> ScrapeTargets => [];

    private string Identifier => _account.UniqueNameOf(_name);

    /// <summary>The alerts on it, earlier where data is protected.</summary>
    /// <param name="settings">The settings of the server.</param>
    /// <param name="environment">The environment.</param>
    public static IEnumerable<AzureMetricAlert> AlertsOf(ManagedRedisSettings settings, EnvironmentTraits environment)
    {
        var full = environment.ProtectsData ? 80 : 90;
        yield return new AzureMetricAlert(
            "memory-high",
            "usedmemorypercentage",
            full,
            Severity.Critical,
            $"Redis on Azure uses more than {full} % of its memory, and refuses writes once it is full. Look for what grows, "
                + "or take a size "
                + $"above {settings.Size}.")
        {
            Aggregation = "Maximum",
        };
        yield return new AzureMetricAlert(
            "cpu-high",
            "percentProcessorTime",
            full,
            Severity.Warning,
            $"Redis on Azure uses more than {full} % of its CPU. Look for slow commands, or take a size above {settings.Size}.")
        {
            Aggregation = "Maximum",
        };
    }

    private RedisEnterprise DeclareCluster() => new(
        _name,
        new RedisEnterpriseArgs
        {
            ClusterName = Identifier,
            ResourceGroupName = _account.ResourceGroup,
            Location = _account.Settings.Location,
            Sku = new SkuArgs { Name = _settings.Size },
            HighAvailability = _settings.IsHighlyAvailable ? HighAvailability.Enabled : HighAvailability.Disabled,
            MinimumTlsVersion = TlsVersion.TlsVersion_1_2,
            PublicNetworkAccess = PublicNetworkAccess.Disabled,
            Tags = _account.Tags,
        },
        Protected(_account.ChildOf(this)));

    private Database DeclareDatabase(RedisEnterprise cluster) => new(
        $"{_name}-database",
        new DatabaseArgs
        {
            ClusterName = cluster.Name,
            DatabaseName = "default",
            ResourceGroupName = _account.ResourceGroup,
            ClientProtocol = Protocol.Encrypted,
            Port = Port,
            // Commands of queues take several keys, which must be in one shard.
            ClusteringPolicy = ClusteringPolicy.NoCluster,
            // None is lost, as in the cluster; writes are refused.
            EvictionPolicy = EvictionPolicy.NoEviction,
            AccessKeysAuthentication = AccessKeysAuthentication.Enabled,
            Persistence = Persisted(),
        },
        Protected(_account.ChildOf(this)));

    private Input<PersistenceArgs>? Persisted()
    {
        if (_settings.CopyInterval is { } interval)
            return new PersistenceArgs { RdbEnabled = true, RdbFrequency = interval };
        return _settings.Persistence == ManagedRedisSettings.AppendOnly
            ? new PersistenceArgs { AofEnabled = true, AofFrequency = AofFrequency.AofFrequency_1s }
            : (Input<PersistenceArgs>?)null;
    }

    private PrivateEndpoint DeclareEndpoint(RedisEnterprise cluster) => new(
        $"{_name}-endpoint",
        new PrivateEndpointArgs
        {
            PrivateEndpointName = _account.NameOf($"{_name}-endpoint"),
            ResourceGroupName = _account.ResourceGroup,
            Location = _account.Settings.Location,
            Subnet = new SubnetArgs { Id = _account.SubnetOf(RedisService.ServiceName) },
            PrivateLinkServiceConnections =
            {
                new PrivateLinkServiceConnectionArgs
                {
                    Name = _name,
                    PrivateLinkServiceId = cluster.Id,
                    GroupIds = { "redisEnterprise" },
                },
            },
            Tags = _account.Tags,
        },
        _account.ChildOf(this));

    private PrivateDnsZoneGroup Reached(PrivateEndpoint endpoint, Database database, IEnumerable<Resource> policies) => new(
        $"{_name}-endpoint-zone",
        new PrivateDnsZoneGroupArgs
        {
            PrivateDnsZoneGroupName = "default",
            PrivateEndpointName = endpoint.Name,
            ResourceGroupName = _account.ResourceGroup,
            PrivateDnsZoneConfigs =
            {
                new PrivateDnsZoneConfigArgs
                {
                    Name = RedisService.ServiceName,
                    PrivateDnsZoneId = _account.PrivateDnsZoneOf(RedisService.ServiceName),
                },
            },
        },
        _account.ChildOf(this, [database, .. policies]));

    // There are two keys at a time, which Azure makes: generations use one and the other in turn, and the one that is not used is made
    // anew there before the next generation.
    private Output<string> KeyOf(RedisEnterprise cluster, Database database)
    {
        var keys = ListDatabaseKeys.Invoke(
            new ListDatabaseKeysInvokeArgs
            {
                ClusterName = cluster.Name,
                DatabaseName = database.Name,
                ResourceGroupName = _account.ResourceGroup,
            },
            new InvokeOptions { Provider = _account.Provider });
        return Output.CreateSecret(keys.Apply(both => _args.Generation % 2 == 1 ? both.PrimaryKey : both.SecondaryKey));
    }

    private NetworkPolicySpecArgs ClientPolicy() => new()
    {
        PodSelector = NetworkRules.Selecting(Labels.ClientOf(_name)),
        PolicyTypes = { "Egress" },
        Egress = { NetworkRules.To([.. _account.Settings.SubnetRanges.Select(NetworkRules.Addresses)], Port) },
    };

    private CustomResourceOptions Protected(CustomResourceOptions options)
    {
        options.Protect = _args.Placement.Environment.ProtectsData;
        options.CustomTimeouts = new CustomTimeouts { Create = TimeSpan.FromHours(1), Update = TimeSpan.FromHours(2) };
        return options;
    }
}
