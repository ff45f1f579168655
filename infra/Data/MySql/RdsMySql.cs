using Infra.Application;
using Infra.Applications.Model;
using Infra.Data.Rds;
using Infra.Kubernetes;
using Infra.Observability;
using Infra.Secrets;
using Pulumi;
using Pulumi.Aws.Rds;

namespace Infra.Data.MySql;

/// <summary>
/// MySQL on Amazon RDS: an instance that AWS backs up to any second, in private subnets, open to the cluster alone. The application has a
/// user of its own, whom a step in the cluster makes; nobody but that step has the administrator's password.
/// </summary>
internal sealed class RdsMySql : ComponentResource, IDataServer<MySqlConnection>
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:data:RdsMySql";

    /// <summary>What the name of the secret with the administrator's password ends in.</summary>
    public const string Master = "master";

    /// <summary>What RDS runs.</summary>
    public static readonly RdsEngine Engine = new()
    {
        Name = MySqlService.ServiceName,
        Title = MySqlService.ServiceTitle,
        Port = MySqlPorts.MySql,
        Account = MySqlUser.Account,
        // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.MasterAccounts.html
        Reserved = ["admin", "rdsadmin", "rdsrepladmin", "rdstopmgr", "rds_superuser_role"],
        ReservedPrefixes = ["rds_"],
        Logs = ["error", "slowquery"],
        TlsParameter = "require_secure_transport",
        TlsValue = "ON",
        VersionType = RdsMySqlVersions.Type,
        // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.Engines.html
        ClassesWithoutInsights = ["db.t2.micro", "db.t2.small", "db.t3.micro", "db.t3.small", "db.t4g.micro", "db.t4g.small"],
        SmallestClass = "db.t4g.small",
    };

    private readonly string _name;
    private readonly DataServiceArgs<MySqlNeed, MySqlSettings> _args;

    public RdsMySql(string name, DataServiceArgs<MySqlNeed, MySqlSettings> args, ComponentResourceOptions? options = null)
        : base(Type, name, options)
    {
        (_name, _args) = (name, args);
        var password = PasswordOf("owner");
        var administrator = PasswordOf(Master);
        var instance = DeclareInstance(administrator);
        var authority = new CertificateAuthority(ServerElsewhere.SecretOf(name));
        var bundle = RdsSecrets.Authority(authority, args.Placement, this);
        var owner = RdsSecrets.Credentials($"{name}-owner", args.Need.Database, password, args.Placement, this);
        var master = RdsSecrets.Credentials($"{name}-{Master}", RdsInstance.Administrator, administrator, args.Placement, this);
        var path = KeyValuePair.Create("clients", SubnetPaths.Policy(name, MySqlPorts.MySql, args.Aws!));
        var policies = DataPolicies.Declare(name, [path], args.Placement, this);
        var identifier = args.Aws!.NameOf(Incarnations.NameOf(name, args.Settings.ServerOrigin.Incarnation));
        Connection = new MySqlConnection
        {
            Host = HostName.MadeWith(instance.Address),
            Database = args.Need.Database,
            Username = args.Need.Database,
            Password = password,
            Authority = authority,
            ClientLabels = Labels.ClientOf(name),
            Ready = instance,
            Location = identifier,
            ResourceId = instance.Arn,
        };
        Connection = Connection with
        {
            Ready = MySqlUser.Declare(
                name,
                identifier,
                RdsInstance.Administrator,
                Connection,
                $"{name}-owner",
                $"{name}-{Master}",
                args,
                this,
                [instance, bundle, owner, master, .. policies]),
        };
        if (args.ObjectStorage is not null)
            Connection = DeclareDumps();
        RegisterOutputs();
    }

    /// <summary>How the database is reached.</summary>
    public MySqlConnection Connection { get; }

    /// <summary>Nothing: what CloudWatch measures, its alarms watch.</summary>
    public IReadOnlyList<ScrapeTarget> ScrapeTargets => [];

    // What is dumped, or loaded before anybody connects.
    private MySqlConnection DeclareDumps()
    {
        var dump = new MySqlDump { Settings = _args.Settings.Dump, Connection = Connection, Accounts = Output.Create($"{_name}-owner") };
        dump.Declare(_name, _args, this);
        return MySqlLoad.Declare(_name, _args, dump, this) is { } load ? Connection with { Ready = load } : Connection;
    }

    // Letters and digits alone, which need no escaping; RDS takes at most 41.
    private Output<string> PasswordOf(string part)
        => GeneratedValue.Of($"{_name}-{part}-password", SecretShape.Alphanumeric(32), _args.Generation, this).Current;

    private Instance DeclareInstance(Output<string> password)
    {
        var server = _args.Settings.OnRds!;
        var series = RdsMySqlVersions.SeriesOf(server.Instance.EngineVersion);
        return new RdsInstance
        {
            Name = _name,
            Server = server,
            Version = series,
            Family = $"mysql{series}",
            Parameters =
            [
                RdsInstance.Immediate("slow_query_log", "1"),
                RdsInstance.Immediate("long_query_time", "1"),
                RdsInstance.Immediate("log_output", "FILE"),
                RdsInstance.Immediate("max_connections", $"{server.MaxConnections}"),
            ],
            // From one series of long-term support to the next, where engineVersion names it.
            AllowsMajorUpgrade = server.Instance.EngineVersion is not null,
            Password = password,
            Environment = _args.Placement.Environment,
            Account = _args.Aws!,
            Parent = this,
        }.Declare();
    }
}
