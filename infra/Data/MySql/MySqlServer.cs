using Infra.Applications.Model;
using Infra.Kubernetes;
using Infra.Observability;
using Infra.Secrets;
using Pulumi;
using Pulumi.Kubernetes.Apps.V1;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Data.MySql;

/// <summary>One MySQL server in the cluster, with its data on a volume and a dump of it in the object storage.</summary>
internal sealed class MySqlServer : ComponentResource, IDataServer<MySqlConnection>
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:data:MySqlServer";

    // The user of the image.
    private const int UserId = 999;

    private const string DataFolder = "/var/lib/mysql";
    private const string ConfigurationFolder = "/etc/mysql/conf.d";
    private const string SocketFolder = "/var/run/mysqld";
    private const string ConfigurationVolume = "config";
    private const string SocketVolume = "run";

    private readonly string _name;
    private readonly DataServiceArgs<MySqlNeed, MySqlSettings> _args;

    public MySqlServer(string name, DataServiceArgs<MySqlNeed, MySqlSettings> args, ComponentResourceOptions? options = null)
        : base(Type, name, options)
    {
        _name = name;
        _args = args;
        var placement = args.Placement;
        var password = Generated("app-password", args.Generation);
        var accounts = new Secret(
            $"{name}-accounts",
            new SecretArgs
            {
                Metadata = placement.Unnamed(name),
                Immutable = true,
                StringData = new InputMap<string>
                {
                    [MySqlSecretKeys.RootPassword] = Generated("root-password"),
                    [MySqlSecretKeys.Password] = password,
                    [MySqlSecretKeys.MonitorPassword] = Generated("monitor-password", args.Generation),
                },
            },
            placement.ChildOf(this));
        var configuration = new ConfigMap(
            $"{name}-config",
            new ConfigMapArgs
            {
                Metadata = placement.Unnamed(name),
                Immutable = true,
                Data = { [MySqlConfiguration.FileName] = MySqlConfiguration.OfServer(args.Settings) },
            },
            placement.ChildOf(this));

        var policies = StatefulWorkload.ClientPolicies(name, placement, this, MySqlPorts.Metrics, MySqlPorts.MySql);
        var account = StatefulWorkload.Account(name, placement, this);
        var service = StatefulWorkload.HeadlessService(name, placement, this, findsUnready: false, ("mysql", MySqlPorts.MySql));
        StatefulWorkload.DisruptionBudget(name, placement, this);
        var accountsName = accounts.Metadata.Apply(metadata => metadata.Name);
        var server = new StatefulSet(
            $"{name}-server",
            new StatefulSetArgs
            {
                Metadata = placement.Metadata(name),
                Spec = ServerSpec(accountsName, configuration.Metadata.Apply(metadata => metadata.Name)),
            },
            StatefulWorkload.DataOptions(placement, this, [account, service, .. policies]));

        Connection = new MySqlConnection
        {
            Host = $"{name}.{placement.Namespace}.svc",
            Database = args.Need.Database,
            Username = args.Need.Database,
            Password = password,
            ClientLabels = Labels.ClientOf(name),
            Ready = server,
        };
        ScrapeTargets = [new ScrapeTarget(name, Labels.Selecting(name), MySqlExporter.PortName, MySqlPorts.Metrics)];
        Connection = DeclareDumps(accountsName);
        RegisterOutputs();
    }

    /// <summary>How the server is reached.</summary>
    public MySqlConnection Connection { get; }

    /// <summary>Where its metrics are.</summary>
    public IReadOnlyList<ScrapeTarget> ScrapeTargets { get; }

    // What is dumped, restored, or loaded before anybody connects.
    private MySqlConnection DeclareDumps(Output<string> accounts)
    {
        var dump = new MySqlDump
        {
            Settings = _args.Settings.Backup.AsDump,
            Connection = Connection,
            Accounts = accounts,
            // Where the dumps of servers have gone since there are any.
            Path = MySqlBucket.Path(_args.ObjectStorage!.Settings, _name),
        };
        dump.Declare(_name, _args, this);
        MySqlDrill.Declare(_name, _args, dump, this);
        return MySqlLoad.Declare(_name, _args, dump, this) is { } load ? Connection with { Ready = load } : Connection;
    }

    private Output<string> Generated(string part, int generation = 1)
        => GeneratedValue.Of($"{_name}-{part}", SecretShape.Alphanumeric(32), generation, this).Current;

    private StatefulSetSpecArgs ServerSpec(Output<string> accounts, Output<string> configuration)
    {
        var pod = new PodSpecArgs
        {
            // It writes its caches to the volume before it ends.
            TerminationGracePeriodSeconds = 120,
            Containers = { Server(accounts), Accounts(accounts), MySqlExporter.Container(accounts) },
            Volumes =
            {
                new VolumeArgs
                {
                    Name = ConfigurationVolume,
                    ConfigMap = new ConfigMapVolumeSourceArgs
                    {
                        Name = configuration,
                        Items =
                        {
                            new KeyToPathArgs { Key = MySqlConfiguration.FileName, Path = MySqlConfiguration.FileName },
                        },
                    },
                },
                PodDefaults.Scratch(SocketVolume, "1Mi"),
                PodDefaults.Scratch("tmp", "512Mi"),
                PodDefaults.Scratch("accounts-tmp", "16Mi"),
            },
        };
        return StatefulWorkload.Spec(
            _name,
            _args.Placement,
            PodDefaults.Hardened(pod, _name, PodDefaults.PodSecurity(UserId), _args.Placement.Cluster.PriorityClass),
            ("data", _args.Settings.Storage));
    }

    // Beside the server, whose image sets passwords on an empty volume only. The pod is ready when both are: when the accounts have the
    // current passwords. It does no harm that it may also find the server that the image sets the database up with.
    private ContainerArgs Accounts(Output<string> accounts)
        => MySqlAccountsContainer.Of(
            MySqlImages.Server,
            MySqlAccountsContainer.Script(
                $"mysql --protocol=socket --socket={SocketFolder}/mysqld.sock",
                _args.Need.Database,
                requiresTls: false),
            MySqlSecretKeys.Variable("MYSQL_PWD", accounts, MySqlSecretKeys.RootPassword),
            accounts,
            new VolumeMountArgs { Name = SocketVolume, MountPath = SocketFolder },
            new VolumeMountArgs { Name = "accounts-tmp", MountPath = "/tmp" });

    private ContainerArgs Server(Output<string> accounts)
    {
        // Over the network, which the server that the image sets the database up with does not listen on.
        const string Query =
            $"MYSQL_PWD=\"${MySqlAccounts.MonitorPasswordVariable}\" exec mysql --protocol=tcp --host=127.0.0.1 "
                + $"--user={MySqlAccounts.MonitorUser} --execute='SELECT 1'";
        var select = new ExecActionArgs { Command = { "/bin/sh", "-c", Query } };
        return new ContainerArgs
        {
            Name = "server",
            Image = MySqlImages.Server,
            // A folder of its own on the volume, as new volumes are not always empty.
            Args = { "mysqld", $"--datadir={DataFolder}/{_args.Settings.Origin.DataFolder}" },
            Ports = { new ContainerPortArgs { Name = "mysql", ContainerPortValue = MySqlPorts.MySql } },
            Env =
            {
                MySqlSecretKeys.Variable("MYSQL_ROOT_PASSWORD", accounts, MySqlSecretKeys.RootPassword),
                // Only from within the container.
                new EnvVarArgs { Name = "MYSQL_ROOT_HOST", Value = "localhost" },
                MySqlSecretKeys.Variable(MySqlAccounts.MonitorPasswordVariable, accounts, MySqlSecretKeys.MonitorPassword),
            },
            StartupProbe = new ProbeArgs
            {
                Exec = select,
                PeriodSeconds = 5,
                TimeoutSeconds = 5,
                FailureThreshold = 120,
            },
            LivenessProbe = new ProbeArgs
            {
                TcpSocket = new TCPSocketActionArgs { Port = "mysql" },
                PeriodSeconds = 10,
                TimeoutSeconds = 5,
                FailureThreshold = 6,
            },
            ReadinessProbe = new ProbeArgs
            {
                Exec = select,
                PeriodSeconds = 10,
                TimeoutSeconds = 5,
                FailureThreshold = 3,
            },
            Resources = PodDefaults.Resources(_args.Settings.Cpu, "2", _args.Settings.Memory, "1Gi"),
            SecurityContext = PodDefaults.ContainerSecurity(),
            VolumeMounts =
            {
                new VolumeMountArgs { Name = "data", MountPath = DataFolder },
                new VolumeMountArgs { Name = ConfigurationVolume, MountPath = ConfigurationFolder, ReadOnly = true },
                new VolumeMountArgs { Name = SocketVolume, MountPath = SocketFolder },
                new VolumeMountArgs { Name = "tmp", MountPath = "/tmp" },
            },
        };
    }
}
