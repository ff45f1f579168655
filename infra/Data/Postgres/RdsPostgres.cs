using Infra.Application;
using Infra.Applications.Model;
using Infra.Data.Rds;
using Infra.Observability;
using Infra.Secrets;
using Pulumi;
using Pulumi.Aws.Rds;

namespace Infra.Data.Postgres;

/// <summary>
/// Postgres on Amazon RDS: an instance that AWS backs up to any second, in private subnets, open to the cluster alone. The application has
/// a role of its own, which a step in the cluster makes; nobody but that step has the administrator's password.
/// </summary>
internal sealed class RdsPostgres : ComponentResource, IDataServer<PostgresConnection>
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:data:RdsPostgres";

    /// <summary>What RDS runs.</summary>
    public static readonly RdsEngine Engine = new()
    {
        Name = PostgresService.ServiceName,
        Title = PostgresService.ServiceTitle,
        Port = PostgresPorts.Postgres,
        Account = "role",
        // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Roles.html
        Reserved = ["admin", "rdsadmin", "rdsrepladmin", "rdstopmgr", "rdswriteforwarduser"],
        ReservedPrefixes = ["rds_"],
        Logs = ["postgresql", "upgrade"],
        TlsParameter = "rds.force_ssl",
        TlsValue = "1",
        VersionType = RdsPostgresVersions.Type,
        ClassesWithoutInsights = [],
        SmallestClass = "db.t4g.small",
    };

    private readonly string _name;
    private readonly DataServiceArgs<PostgresNeed, PostgresSettings> _args;

    public RdsPostgres(string name, DataServiceArgs<PostgresNeed, PostgresSettings> args, ComponentResourceOptions? options = null)
        : base(Type, name, options)
    {
        (_name, _args) = (name, args);
        var password = PasswordOf("owner");
        var administrator = PasswordOf(RdsPostgresRole.Master);
        var instance = DeclareInstance(administrator);
        var placement = args.Placement;
        var mounted = new CertificateAuthority(ClusterSpec.CaSecret(name), ClusterSpec.CaCertificate);
        var authority = RdsSecrets.Authority(mounted, placement, this);
        var owner = RdsSecrets.Credentials($"{name}-owner", args.Need.Database, password, placement, this);
        var masterName = $"{name}-{RdsPostgresRole.Master}";
        var master = RdsSecrets.Credentials(masterName, RdsInstance.Administrator, administrator, placement, this);
        var path = KeyValuePair.Create("clients", SubnetPaths.Policy(name, PostgresPorts.Postgres, args.Aws!));
        var policies = DataPolicies.Declare(name, [path], placement, this);
        var client = new PostgresClient
        {
            Cluster = name,
            Namespace = placement.Namespace,
            Image = PostgresImages.Of(args.Settings.Version),
            Host = instance.Address,
            Database = args.Need.Database,
            Owner = PostgresCluster.OwnerOf(name),
        };
        var ready = RdsPostgresRole.Declare(args.Aws!.NameOf(name), client, args, this, [instance, authority, owner, master, .. policies]);
        var host = HostName.MadeWith(instance.Address);
        Connection = new PostgresConnection
        {
            Host = host,
            // A standby in another zone takes no connections.
            ReadOnlyHost = host,
            Database = args.Need.Database,
            Username = args.Need.Database,
            Password = password,
            Authority = mounted,
            Client = client,
            ClientLabels = client.Labels,
            Ready = ready,
            ResourceId = instance.Arn,
        };
        if (args.ObjectStorage is not null)
            PostgresDump.Declare(name, args, client, this, ready);
        RegisterOutputs();
    }

    /// <summary>How the database is reached.</summary>
    public PostgresConnection Connection { get; }

    /// <summary>Nothing: what CloudWatch measures, its alarms watch.</summary>
    public IReadOnlyList<ScrapeTarget> ScrapeTargets => [];

    // Letters and digits alone, which need no escaping; RDS takes at most 128.
    private Output<string> PasswordOf(string part)
        => GeneratedValue.Of($"{_name}-{part}-password", SecretShape.Alphanumeric(32), _args.Generation, this).Current;

    private Instance DeclareInstance(Output<string> password) => new RdsInstance
    {
        Name = _name,
        Server = _args.Settings.OnRds!,
        Version = $"{_args.Settings.Version}",
        Family = $"postgres{_args.Settings.Version}",
        Parameters =
        [
            RdsInstance.Immediate("log_min_duration_statement", "1000"),
            RdsInstance.Immediate("log_lock_waits", "1"),
            RdsInstance.Immediate("log_temp_files", "10240"),
            RdsInstance.Immediate("log_autovacuum_min_duration", "10000"),
            RdsInstance.AtStart("max_connections", $"{_args.Settings.MaxConnections}"),
            RdsInstance.AtStart("shared_preload_libraries", "pg_stat_statements"),
        ],
        AllowsMajorUpgrade = _args.Settings.UpgradeFrom is not null,
        Password = password,
        Environment = _args.Placement.Environment,
        Account = _args.Aws!,
        Parent = this,
    }.Declare();
}
