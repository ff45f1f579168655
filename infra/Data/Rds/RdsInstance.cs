using System.Collections.Immutable;
using System.Globalization;
using Infra.Aws;
using Infra.Environments;
using Infra.Values;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Kms;
using Pulumi.Aws.Rds;
using Pulumi.Aws.Rds.Inputs;

namespace Infra.Data.Rds;

/// <summary>
/// What a data service has in AWS, where RDS runs it: the instance, its key, its parameters, its logs, who connects to it, and who is told
/// what goes wrong with it.
/// </summary>
internal sealed record RdsInstance
{
    /// <summary>The administrator, whom RDS makes with the instance.</summary>
    public const string Administrator = "platform";

    private const int InsightsDays = 7;
    private const int LogDays = 30;

    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html
    private static readonly string[] Events = ["availability", "deletion", "failover", "failure", "low storage", "recovery"];

    /// <summary>The name of the data service in the namespace.</summary>
    public required string Name { get; init; }

    /// <summary>What its settings say.</summary>
    public required RdsServer Server { get; init; }

    /// <summary>The version without its minor one, which names the parameters.</summary>
    public required string Version { get; init; }

    /// <summary>The family of its parameters.</summary>
    public required string Family { get; init; }

    /// <summary>The parameters beside the one that demands TLS, each with when it is applied.</summary>
    public required ImmutableArray<ParameterGroupParameterArgs> Parameters { get; init; }

    /// <summary>Whether the version may be of a newer major one than what runs.</summary>
    public required bool AllowsMajorUpgrade { get; init; }

    /// <summary>The administrator's password.</summary>
    public required Output<string> Password { get; init; }

    /// <summary>The environment.</summary>
    public required EnvironmentTraits Environment { get; init; }

    /// <summary>The account that it is made in.</summary>
    public required AwsAccount Account { get; init; }

    /// <summary>The component that it is a part of.</summary>
    public required Resource Parent { get; init; }

    /// <summary>What the instance that serves is called in the account.</summary>
    public string Serving => IdentifierOf(Server.Origin.Incarnation);

    // What it is called, whatever instance serves.
    private string Identifier => Account.NameOf(Name);

    private RdsSettings Settings => Server.Instance;

    /// <summary>Declares all of it.</summary>
    public Instance Declare()
    {
        var instance = DeclareInstance();
        DeclareAlarms(instance);
        return instance;
    }

    /// <summary>A parameter that is applied at once.</summary>
    public static ParameterGroupParameterArgs Immediate(string name, string value)
        => new() { Name = name, Value = value, ApplyMethod = "immediate" };

    /// <summary>A parameter that is read when the server starts.</summary>
    public static ParameterGroupParameterArgs AtStart(string name, string value)
        => new() { Name = name, Value = value, ApplyMethod = "pending-reboot" };

    private string IdentifierOf(int incarnation) => Account.NameOf(Incarnations.NameOf(Name, incarnation));

    private Instance DeclareInstance()
    {
        var key = OwnKey.Declare(Name, $"Storage, snapshots and insights of {Identifier}", Environment.ProtectsData, Account, Parent);
        var parameters = DeclareParameters();
        var subnets = new SubnetGroup(
            $"{Name}-subnets",
            new SubnetGroupArgs
            {
                Name = Identifier,
                Description = "The private subnets of the cluster's network",
                SubnetIds = Account.Network.SubnetIds,
            },
            Account.ChildOf(Parent));
        var access = ClientAccess.Declare(Name, Server.Engine.Port, Account, Parent);
        var origin = Server.Origin;
        Instance? before = null;
        foreach (var former in origin.Formers)
        {
            var instance = DeclareInstance(former.Incarnation, former.IsProtected, ArgsOf, access.Opening);
            before = former.Incarnation == origin.Incarnation - 1 ? instance : before;
        }

        return DeclareInstance(
            origin.Incarnation,
            Environment.ProtectsData,
            ArgsOf,
            access.Opening,
            origin.RestoreTo is null ? null : before);

        InstanceArgs ArgsOf(string identifier) => InstanceOf(identifier, key, parameters, subnets, access);
    }

    private Instance DeclareInstance(
        int incarnation,
        bool isProtected,
        Func<string, InstanceArgs> argsOf,
        Resource opening,
        Instance? source = null)
    {
        var name = Incarnations.NameOf(Name, incarnation);
        var identifier = IdentifierOf(incarnation);
        LogGroup[] logs =
        [
            .. Server.Engine.Logs.Select(log => new LogGroup(
                $"{name}-{log}-log",
                new LogGroupArgs { Name = $"/aws/rds/instance/{identifier}/{log}", RetentionInDays = LogDays },
                Account.ChildOf(Parent))),
        ];
        var args = argsOf(identifier);
        SetBackups(args, name, identifier, isProtected);
        if (source is not null)
        {
            args.RestoreToPointInTime = new InstanceRestoreToPointInTimeArgs
            {
                SourceDbInstanceIdentifier = IdentifierOf(incarnation - 1),
                RestoreTime = Server.Origin.RestoreTo!.Instant.UtcDateTime.ToString(
                    "yyyy-MM-dd'T'HH:mm:ss'Z'",
                    CultureInfo.InvariantCulture),
            };
        }

        var options = Account.ChildOf(Parent, [opening, .. logs, .. source is null ? [] : new Resource[] { source }]);
        options.Protect = isProtected;
        // What it is made from is read when it is made, and never again.
        options.IgnoreChanges = ["restoreToPointInTime"];
        var longest = TimeSpan.FromHours(source is null ? 1 : 4);
        options.CustomTimeouts = new CustomTimeouts { Create = longest, Update = TimeSpan.FromHours(2) };
        return new Instance(name, args, options);
    }

    private InstanceArgs InstanceOf(string identifier, Key key, ParameterGroup parameters, SubnetGroup subnets, ClientAccess access)
    {
        var args = new InstanceArgs
        {
            Identifier = identifier,
            Engine = Server.Engine.Name,
            EngineVersion = Settings.EngineVersion ?? Version,
            InstanceClass = Settings.InstanceClass,
            Username = Administrator,
            Password = Password,
            Port = Server.Engine.Port,
            ParameterGroupName = parameters.Name,
            DbSubnetGroupName = subnets.Name,
            VpcSecurityGroupIds = { access.Group.Id },
            PubliclyAccessible = false,
            CaCertIdentifier = "rds-ca-rsa2048-g1",
            IamDatabaseAuthenticationEnabled = false,
            MultiAz = Settings.IsMultiAz,
            AutoMinorVersionUpgrade = Settings.EngineVersion is null,
            AllowMajorVersionUpgrade = AllowsMajorUpgrade,
            ApplyImmediately = Settings.AppliesImmediately,
            MaintenanceWindow = Settings.MaintenanceWindow,
            EnabledCloudwatchLogsExports = Server.Engine.Logs.ToArray(),
            // Metrics of the operating system would need a role that AWS assumes.
            MonitoringInterval = 0,
        };
        SetInsights(args, key);
        SetStorage(args, key);
        return args;
    }

    private void SetInsights(InstanceArgs args, Key key)
    {
        args.PerformanceInsightsEnabled = !Server.Engine.ClassesWithoutInsights.Contains(Settings.InstanceClass);
        args.DatabaseInsightsMode = "standard";
        if (Server.Engine.ClassesWithoutInsights.Contains(Settings.InstanceClass))
            return;
        args.PerformanceInsightsRetentionPeriod = InsightsDays;
        args.PerformanceInsightsKmsKeyId = key.Arn;
    }

    private void SetStorage(InstanceArgs args, Key key)
    {
        args.StorageType = "gp3";
        // What it has grown to by itself is no difference where it may grow.
        args.AllocatedStorage = GibibytesOf(Server.Storage);
        args.MaxAllocatedStorage = GibibytesOf(Settings.MaxStorage);
        args.StorageEncrypted = true;
        args.KmsKeyId = key.Arn;
    }

    private void SetBackups(InstanceArgs args, string name, string identifier, bool isProtected)
    {
        args.BackupRetentionPeriod = Settings.RetentionDays;
        args.BackupWindow = Settings.BackupWindow;
        args.CopyTagsToSnapshot = true;
        // They stay for as long as they would have.
        args.DeleteAutomatedBackups = false;
        args.DeletionProtection = isProtected;
        args.SkipFinalSnapshot = !Environment.ProtectsData;
        if (Environment.ProtectsData)
            args.FinalSnapshotIdentifier = FinalSnapshot.NameOf(name, identifier, Parent);
    }

    private ParameterGroup DeclareParameters() => new(
        $"{Name}-parameters-{Version}",
        new ParameterGroupArgs
        {
            // A name has no dots.
            Name = $"{Identifier}-{Family.Replace('.', '-')}",
            Family = Family,
            Description = $"Parameters of {Identifier}",
            Parameters = [Immediate(Server.Engine.TlsParameter, Server.Engine.TlsValue), .. Parameters],
        },
        Account.ChildOf(Parent));

    private void DeclareAlarms(Instance instance)
    {
        foreach (var alarm in RdsAlarms.Of(Server, Environment))
            alarm.Declare(Name, RdsAlarms.Namespace, KeyValuePair.Create(RdsAlarms.Dimension, Serving), Account, Parent);
        _ = new EventSubscription(
            $"{Name}-events",
            new EventSubscriptionArgs
            {
                Name = Identifier,
                SnsTopic = Account.Alarms.Arn,
                SourceType = "db-instance",
                SourceIds = Server.Origin.Formers.Select(former => IdentifierOf(former.Incarnation)).Append(Serving).ToArray(),
                EventCategories = Events,
            },
            Account.ChildOf(Parent, Account.Alarms.Ready, instance));
    }

    private static int GibibytesOf(Quantity size) => (int)Math.Ceiling(size.Amount / (1L << 30));
}
