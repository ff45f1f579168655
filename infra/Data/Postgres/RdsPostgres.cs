using Infra.Applications.Model;
using Infra.Data.Rds;
using Infra.Observability;
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
        Account = DatabaseRole.Account,
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
        var access = new ManagedAccess(name, args, SecretShape.Alphanumeric(ManagedAccess.PasswordLength), this);
        var instance = DeclareInstance(access.AdministratorPassword);
        Connection = access.Connect(
            new ManagedServer(
                args.Aws!.NameOf(Incarnations.NameOf(name, args.Settings.Incarnation)),
                instance.Address,
                instance.Arn,
                RdsInstance.Administrator,
                RdsAuthority.Bundle,
                args.Aws!.Settings.SubnetRanges),
            instance);
        RegisterOutputs();
    }

    /// <summary>How the database is reached.</summary>
    public PostgresConnection Connection { get; }

    /// <summary>Nothing: what CloudWatch measures, its alarms watch.</summary>
    public IReadOnlyList<ScrapeTarget> ScrapeTargets => [];

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
