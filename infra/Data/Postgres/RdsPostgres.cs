using Infra.Applications.Model;
using Infra.Aws;
using Infra.Observability;
using Infra.Values;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Kms;
using Pulumi.Aws.Rds;
using Pulumi.Aws.Rds.Inputs;
using Pulumi.Aws.Vpc;
using Pulumi.Random;

namespace Infra.Data.Postgres;

/// <summary>
/// Postgres on Amazon RDS: an instance that AWS backs up to any second, in private subnets, open to the cluster alone. The application has
/// a role of its own, which a step in the cluster makes; nobody but that step has the administrator's password.
/// </summary>
internal sealed class RdsPostgres : ComponentResource, IDataServer<PostgresConnection>
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:data:RdsPostgres";

    /// <summary>The value of the setting <c>provider</c>.</summary>
    public const string Provider = "rds";

    /// <summary>The engine.</summary>
    public const string Engine = "postgres";

    /// <summary>The key under which its certificate authorities are supplied.</summary>
    public static readonly SuppliedSecret AuthorityBundle = new("RDS_CA_BUNDLE", IsOptional: false);

    private const int InsightsDays = 7;
    private const int LogDays = 30;
    private const int KeyDays = 30;

    private static readonly string[] Logs = ["postgresql", "upgrade"];

    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html
    private static readonly string[] Events = ["availability", "deletion", "failover", "failure", "low storage", "recovery"];

    private readonly string _name;
    private readonly AwsAccount _account;
    private readonly DataServiceArgs<PostgresNeed, PostgresSettings> _args;
    private readonly RdsSettings _rds;

    public RdsPostgres(string name, DataServiceArgs<PostgresNeed, PostgresSettings> args, ComponentResourceOptions? options = null)
        : base(Type, name, options)
    {
        (_name, _account, _args, _rds) = (name, args.Aws!, args, args.Settings.Rds!);
        var access = new ManagedAccess(name, args, SecretShape.Alphanumeric(ManagedAccess.PasswordLength), this);
        var instance = DeclareInstance(access.AdministratorPassword);
        DeclareAlarms(instance);
        Connection = access.Connect(
            new ManagedServer(Identifier, instance.Address, instance.Arn, AuthorityBundle, _account.Settings.SubnetRanges),
            instance);
        RegisterOutputs();
    }

    /// <summary>How the database is reached.</summary>
    public PostgresConnection Connection { get; }

    /// <summary>Nothing: what CloudWatch measures, its alarms watch.</summary>
    public IReadOnlyList<ScrapeTarget> ScrapeTargets => [];

    private string Identifier => _account.NameOf(_name);

    private Instance DeclareInstance(Output<string> password)
    {
        var environment = _args.Placement.Environment;
        var key = new Key(
            $"{_name}-key",
            new KeyArgs
            {
                Description = $"Storage, snapshots and insights of {Identifier}",
                EnableKeyRotation = true,
                DeletionWindowInDays = KeyDays,
            },
            Protected(_account.ChildOf(this)));
        var parameters = DeclareParameters();
        var subnets = new SubnetGroup(
            $"{_name}-subnets",
            new SubnetGroupArgs
            {
                Name = Identifier,
                Description = "The private subnets of the cluster's network",
                SubnetIds = _account.Settings.Subnets.Keys.ToArray(),
            },
            _account.ChildOf(this));
        var (group, opening) = DeclareSecurityGroup();
        var logs = Logs.Select(log => new LogGroup(
            $"{_name}-{log}-log",
            new LogGroupArgs { Name = $"/aws/rds/instance/{Identifier}/{log}", RetentionInDays = LogDays },
            _account.ChildOf(this)));
        var args = new InstanceArgs
        {
            Identifier = Identifier,
            Engine = Engine,
            EngineVersion = _rds.EngineVersion ?? $"{_args.Settings.Version}",
            InstanceClass = _rds.InstanceClass,
            Username = DatabaseRole.Administrator,
            Password = password,
            Port = PostgresPorts.Postgres,
            ParameterGroupName = parameters.Name,
            DbSubnetGroupName = subnets.Name,
            VpcSecurityGroupIds = { group.Id },
            PubliclyAccessible = false,
            CaCertIdentifier = "rds-ca-rsa2048-g1",
            IamDatabaseAuthenticationEnabled = false,
            MultiAz = _rds.IsMultiAz,
            AutoMinorVersionUpgrade = _rds.EngineVersion is null,
            AllowMajorVersionUpgrade = _args.Settings.UpgradeFrom is not null,
            ApplyImmediately = _rds.AppliesImmediately,
            MaintenanceWindow = _rds.MaintenanceWindow,
            EnabledCloudwatchLogsExports = Logs,
            PerformanceInsightsEnabled = true,
            PerformanceInsightsRetentionPeriod = InsightsDays,
            PerformanceInsightsKmsKeyId = key.Arn,
            DatabaseInsightsMode = "standard",
            // Metrics of the operating system would need a role that AWS assumes.
            MonitoringInterval = 0,
        };
        SetStorage(args, key);
        SetBackups(args);
        var options = Protected(_account.ChildOf(this, [opening, .. logs]));
        options.CustomTimeouts = new CustomTimeouts { Create = TimeSpan.FromHours(1), Update = TimeSpan.FromHours(2) };
        return new Instance(_name, args, options);
    }

    private void SetStorage(InstanceArgs args, Key key)
    {
        args.StorageType = "gp3";
        // What it has grown to by itself is no difference where it may grow.
        args.AllocatedStorage = GibibytesOf(_args.Settings.Storage);
        args.MaxAllocatedStorage = GibibytesOf(_rds.MaxStorage);
        args.StorageEncrypted = true;
        args.KmsKeyId = key.Arn;
    }

    private void SetBackups(InstanceArgs args)
    {
        var isProtected = _args.Placement.Environment.ProtectsData;
        args.BackupRetentionPeriod = _rds.RetentionDays;
        args.BackupWindow = _rds.BackupWindow;
        args.CopyTagsToSnapshot = true;
        // They stay for as long as they would have.
        args.DeleteAutomatedBackups = false;
        args.DeletionProtection = isProtected;
        args.SkipFinalSnapshot = !isProtected;
        if (!isProtected)
            return;
        // A name that no snapshot of an earlier instance has, and that stays.
        var suffix = new RandomString(
            $"{_name}-final-snapshot",
            new RandomStringArgs { Length = 8, Special = false, Upper = false },
            new CustomResourceOptions { Parent = this });
        args.FinalSnapshotIdentifier = Output.Format($"{Identifier}-final-{suffix.Result}");
    }

    private ParameterGroup DeclareParameters()
    {
        var family = $"postgres{_args.Settings.Version}";
        return new ParameterGroup(
            $"{_name}-parameters-{_args.Settings.Version}",
            new ParameterGroupArgs
            {
                Name = $"{Identifier}-{family}",
                Family = family,
                Description = $"Parameters of {Identifier}",
                Parameters =
                [
                    Parameter("rds.force_ssl", "1"),
                    Parameter("log_min_duration_statement", "1000"),
                    Parameter("log_lock_waits", "1"),
                    Parameter("log_temp_files", "10240"),
                    Parameter("log_autovacuum_min_duration", "10000"),
                    // These two are read when the server starts.
                    Parameter("max_connections", $"{_args.Settings.MaxConnections}", "pending-reboot"),
                    Parameter("shared_preload_libraries", "pg_stat_statements", "pending-reboot"),
                ],
            },
            _account.ChildOf(this));
    }

    private (SecurityGroup Group, Resource Opening) DeclareSecurityGroup()
    {
        var group = new SecurityGroup(
            $"{_name}-access",
            new SecurityGroupArgs
            {
                Name = Identifier,
                Description = $"Who connects to {Identifier}",
                VpcId = _account.Settings.VpcId,
            },
            _account.ChildOf(this));
        var opening = new SecurityGroupIngressRule(
            $"{_name}-access-cluster",
            new SecurityGroupIngressRuleArgs
            {
                SecurityGroupId = group.Id,
                ReferencedSecurityGroupId = _account.Settings.ClientSecurityGroup,
                Description = "The cluster",
                IpProtocol = "tcp",
                FromPort = PostgresPorts.Postgres,
                ToPort = PostgresPorts.Postgres,
            },
            _account.ChildOf(this));
        return (group, opening);
    }

    private void DeclareAlarms(Instance instance)
    {
        foreach (var alarm in RdsAlarms.Of(_args.Settings, _rds, _args.Placement.Environment))
            alarm.Declare(_name, RdsAlarms.Namespace, KeyValuePair.Create(RdsAlarms.Dimension, Identifier), _account, this);
        _ = new EventSubscription(
            $"{_name}-events",
            new EventSubscriptionArgs
            {
                Name = Identifier,
                SnsTopic = _account.Alarms.Arn,
                SourceType = "db-instance",
                SourceIds = { Identifier },
                EventCategories = Events,
            },
            _account.ChildOf(this, _account.Alarms.Ready, instance));
    }

    private CustomResourceOptions Protected(CustomResourceOptions options)
    {
        options.Protect = _args.Placement.Environment.ProtectsData;
        return options;
    }

    private static ParameterGroupParameterArgs Parameter(string name, string value, string method = "immediate")
        => new() { Name = name, Value = value, ApplyMethod = method };

    private static int GibibytesOf(Quantity size) => (int)Math.Ceiling(size.Amount / (1L << 30));
}
