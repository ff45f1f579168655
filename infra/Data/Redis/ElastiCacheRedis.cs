using Infra.Application;
using Infra.Applications.Model;
using Infra.Aws;
using Infra.Kubernetes;
using Infra.Observability;
using Infra.Secrets;
using Pulumi;
using Pulumi.Aws.ElastiCache;
using Pulumi.Aws.ElastiCache.Inputs;

namespace Infra.Data.Redis;

/// <summary>
/// Redis or Valkey on Amazon ElastiCache: a primary and its replicas, in private subnets, open to the cluster alone. Clients verify it by
/// the public authorities that their images know, and prove themselves with a token.
/// </summary>
internal sealed class ElastiCacheRedis : ComponentResource, IDataServer<RedisConnection>
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:data:ElastiCacheRedis";

    /// <summary>The port.</summary>
    public const int Port = 6379;

    /// <summary>The parameter that says what becomes of keys when the memory is full.</summary>
    public const string PolicyParameter = "maxmemory-policy";

    /// <summary>Its value: none is lost, as in the cluster; writes are refused.</summary>
    public const string Policy = "noeviction";

    private readonly string _name;
    private readonly AwsAccount _account;
    private readonly DataServiceArgs<RedisNeed, RedisSettings> _args;
    private readonly ElastiCacheSettings _settings;

    public ElastiCacheRedis(string name, DataServiceArgs<RedisNeed, RedisSettings> args, ComponentResourceOptions? options = null)
        : base(Type, name, options)
    {
        (_name, _account, _args, _settings) = (name, args.Aws!, args, args.Settings.ElastiCache!);
        // Letters and digits alone, which need no escaping; ElastiCache takes 16 to 128.
        var token = GeneratedValue.Of($"{name}-auth-token", SecretShape.Alphanumeric(64), args.Generation, this).Current;
        var path = KeyValuePair.Create("clients", SubnetPaths.Policy(name, Port, _account));
        var policies = DataPolicies.Declare(name, [path], args.Placement, this);
        var group = DeclareGroup(token, policies);
        foreach (var (index, node) in ElastiCacheAlarms.NodesOf(Identifier, _settings).Index())
        {
            var dimension = KeyValuePair.Create(ElastiCacheAlarms.Dimension, node);
            foreach (var alarm in ElastiCacheAlarms.Of(_settings, args.Placement.Environment))
            {
                (alarm with { Name = $"{alarm.Name}-{index + 1}" })
                    .Declare(name, ElastiCacheAlarms.Namespace, dimension, _account, this);
            }
        }

        Connection = new RedisConnection
        {
            Host = HostName.MadeWith(group.PrimaryEndpointAddress),
            Port = Port,
            // The token is this user's password.
            Username = "default",
            Password = token,
            HasTls = true,
            ClientLabels = Labels.ClientOf(name),
            Ready = group,
            Location = Identifier,
            ResourceId = group.Arn,
        };
        RegisterOutputs();
    }

    /// <summary>How it is reached.</summary>
    public RedisConnection Connection { get; }

    /// <summary>Nothing: what CloudWatch measures, its alarms watch.</summary>
    public IReadOnlyList<ScrapeTarget> ScrapeTargets => [];

    private string Identifier => _account.NameOf(_name);

    private ReplicationGroup DeclareGroup(Output<string> token, IEnumerable<Resource> policies)
    {
        var isProtected = _args.Placement.Environment.ProtectsData;
        var key = OwnKey.Declare(_name, $"Data and snapshots of {Identifier}", isProtected, _account, this);
        var parameters = DeclareParameters();
        var subnets = new SubnetGroup(
            $"{_name}-subnets",
            new SubnetGroupArgs
            {
                Name = Identifier,
                Description = "The private subnets of the cluster's network",
                SubnetIds = _account.Network.SubnetIds,
            },
            _account.ChildOf(this));
        var access = ClientAccess.Declare(_name, Port, _account, this);
        var args = new ReplicationGroupArgs
        {
            ReplicationGroupId = Identifier,
            Description = $"Redis of {_args.Placement.Namespace}",
            Engine = _args.Settings.Engine,
            EngineVersion = _settings.EngineVersion,
            // A newer minor version is asked for by name.
            AutoMinorVersionUpgrade = false,
            NodeType = _settings.NodeType,
            ClusterMode = "disabled",
            NumCacheClusters = _settings.Nodes,
            AutomaticFailoverEnabled = _settings.Replicas > 0,
            MultiAzEnabled = _settings.IsMultiAz,
            Port = Port,
            ParameterGroupName = parameters.Name,
            SubnetGroupName = subnets.Name,
            SecurityGroupIds = { access.Group.Id },
            AtRestEncryptionEnabled = true,
            KmsKeyId = key.Arn,
            TransitEncryptionEnabled = true,
            TransitEncryptionMode = "required",
            AuthToken = token,
            // ROTATE takes the token beside the one before, SET takes it alone.
            AuthTokenUpdateStrategy = _settings.SettledGeneration == _args.Generation ? "SET" : "ROTATE",
            SnapshotRetentionLimit = _settings.RetentionDays,
            SnapshotWindow = _settings.SnapshotWindow,
            MaintenanceWindow = _settings.MaintenanceWindow,
            ApplyImmediately = _settings.AppliesImmediately,
        };
        if (isProtected)
            args.FinalSnapshotIdentifier = FinalSnapshot.NameOf(_name, Identifier, this);
        var options = _account.ChildOf(this, [access.Opening, .. policies]);
        options.Protect = isProtected;
        options.CustomTimeouts = new CustomTimeouts { Create = TimeSpan.FromHours(1), Update = TimeSpan.FromHours(1) };
        return new ReplicationGroup(_name, args, options);
    }

    private ParameterGroup DeclareParameters()
    {
        var family = ElastiCacheVersions.FamilyOf(_args.Settings.Engine, _settings.EngineVersion);
        return new ParameterGroup(
            $"{_name}-parameters-{family}",
            new ParameterGroupArgs
            {
                Name = $"{Identifier}-{family}",
                Family = family,
                Description = $"Parameters of {Identifier}",
                Parameters = { new ParameterGroupParameterArgs { Name = PolicyParameter, Value = Policy } },
            },
            _account.ChildOf(this));
    }
}
