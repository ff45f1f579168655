using Infra.Applications.Model;
using Infra.Aws;
using Infra.Backups;
using Infra.Observability;
using Infra.Secrets;
using Infra.Steps;
using Infra.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.Apps.V1;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Data.Redis;

/// <summary>One Redis server in the cluster, with its data on a volume and a log of every write.</summary>
internal sealed class RedisServer : ComponentResource, IDataServer<RedisConnection>
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:data:RedisServer";

    /// <summary>The folder of its data.</summary>
    public const string DataFolder = "/data";

    /// <summary>The port without TLS.</summary>
    public const int Port = 6379;

    /// <summary>The name of that port.</summary>
    public const string PortName = "redis";

    private const int MetricsPort = 9121;

    // The user that both images run as.
    private const int UserId = 999;

    // The exporter's image runs as this user.
    private const int ExporterUserId = 59000;

    private const string ConfigurationFolder = "/etc/redis";
    private const string UsersFolder = "/etc/redis-users";
    private const string MonitorPasswordKey = "monitor-password";

    private readonly string _name;
    private readonly DataServiceArgs<RedisNeed, RedisSettings> _args;
    private readonly RedisEngine _engine;
    private readonly RedisTls? _tls;

    public RedisServer(string name, DataServiceArgs<RedisNeed, RedisSettings> args, ComponentResourceOptions? options = null)
        : base(Type, name, options)
    {
        _name = name;
        _args = args;
        _engine = RedisEngine.Named(args.Settings.Engine);
        var placement = args.Placement;
        var password = GeneratedValue.Of($"{name}-app-password", SecretShape.Alphanumeric(32), args.Generation, this);
        _tls = args.Settings.HasTls ? new RedisTls(name, _engine, args, this) : null;
        var monitorPassword = GeneratedValue.Of($"{name}-monitor-password", SecretShape.Alphanumeric(32), args.Generation, this).Current;

        var configuration = DeclareConfiguration();
        var users = DeclareUsers(password, monitorPassword);
        var policies = DeclarePolicies();
        var annotations = args.Settings.Restore is null ? null : args.ObjectStorage!.AnnotationsOf(name);
        var account = StatefulWorkload.Account(name, placement, this, annotations);
        var service = StatefulWorkload.HeadlessService(name, placement, this, findsUnready: _tls is not null, [.. Ports()]);
        StatefulWorkload.DisruptionBudget(name, placement, this);
        var store = args.Settings.Restore is null
            ? null
            : BackupStore.Declare(
                new StepAccount(name, CallsApiServer: false, [account]),
                name,
                args.ObjectStorage!,
                placement,
                this,
                use: BucketUse.Reads);
        var server = new StatefulSet(
            $"{name}-server",
            new StatefulSetArgs { Metadata = placement.Metadata(name), Spec = ServerSpec(configuration, users, store) },
            StatefulWorkload.DataOptions(
                placement,
                this,
                [account, service, .. policies, .. store?.Resources ?? [], .. _tls?.Resources ?? []]));

        Connection = new RedisConnection
        {
            Host = ServerCertificate.HostOf(name, placement),
            Port = args.Settings.ClientsUseTls ? RedisTls.Port : Port,
            Authority = args.Settings.ClientsUseTls ? _tls!.Certificate.Authority : null,
            CaParameter = args.Need.CaParameter,
            Username = RedisConfiguration.ApplicationUser,
            Password = password.Current,
            ClientLabels = Labels.ClientOf(name),
            Ready = server,
        };
        if (args.Settings.IsBackedUp)
            RedisBackups.Declare(name, args, Connection, users.Metadata.Apply(metadata => metadata.Name), this);
        ScrapeTargets = [new ScrapeTarget(name, Labels.Selecting(name), "metrics", MetricsPort)];
        RegisterOutputs();
    }

    /// <summary>How the server is reached.</summary>
    public RedisConnection Connection { get; }

    /// <summary>Where its metrics are.</summary>
    public IReadOnlyList<ScrapeTarget> ScrapeTargets { get; }

    private ConfigMap DeclareConfiguration() => new(
        $"{_name}-config",
        new ConfigMapArgs
        {
            Metadata = _args.Placement.Unnamed(_name),
            Immutable = true,
            Data =
            {
                [RedisConfiguration.FileName] = RedisConfiguration.Text(
                    _args.Settings,
                    DataFolder,
                    $"{UsersFolder}/{RedisConfiguration.UsersFileName}",
                    Port,
                    _tls is null ? null : RedisTls.Listener),
            },
        },
        _args.Placement.ChildOf(this));

    // The user of backups is there only where they are taken: whoever has its password may copy all data.
    private Secret DeclareUsers(RotatedValue password, Output<string> monitorPassword)
    {
        var backupPassword = _args.Settings.IsBackedUp
            ? GeneratedValue.Of($"{_name}-backup-password", SecretShape.Alphanumeric(32), _args.Generation, this).Current
            : null;
        var data = new InputMap<string> { [MonitorPasswordKey] = monitorPassword };
        if (backupPassword is not null)
            data.Add(RedisBackups.PasswordKey, backupPassword);
        if (_tls is not null)
            data.Add(RedisTls.PasswordKey, _tls.Password);
        data.Add(
            RedisConfiguration.UsersFileName,
            Output
                .Tuple(
                    Output.All(password.All),
                    monitorPassword,
                    backupPassword ?? Output.Create(""),
                    _tls?.Password ?? Output.Create(""))
                .Apply(passwords => RedisConfiguration.Users(
                    passwords.Item1,
                    passwords.Item2,
                    backupPassword is null ? null : passwords.Item3,
                    _tls is null ? null : passwords.Item4)));
        return new Secret(
            $"{_name}-users",
            new SecretArgs { Metadata = _args.Placement.Unnamed(_name), Immutable = true, StringData = data },
            _args.Placement.ChildOf(this));
    }

    private IReadOnlyList<NetworkPolicy> DeclarePolicies()
    {
        var placement = _args.Placement;
        int[] ports = [.. Ports().Select(port => port.Port)];
        var ofClients = StatefulWorkload.ClientPolicies(_name, placement, this, MetricsPort, ports);
        return _args.ScalerNamespace is { } scaler
            ? [.. ofClients, .. StatefulWorkload.NamespacePolicy(_name, "scaler", placement, this, scaler, ports)]
            : ofClients;
    }

    // What it listens on, by name.
    private IEnumerable<(string Name, int Port)> Ports()
    {
        if (_args.Settings.IsPlain)
            yield return (PortName, Port);
        if (_tls is not null)
            yield return (RedisTls.PortName, RedisTls.Port);
    }

    private StatefulSetSpecArgs ServerSpec(ConfigMap configuration, Secret users, BackupStore? store)
    {
        var usersName = users.Metadata.Apply(metadata => metadata.Name);
        var monitorPassword = new EnvVarSourceArgs
        {
            SecretKeyRef = new SecretKeySelectorArgs { Name = usersName, Key = MonitorPasswordKey },
        };
        var pod = new PodSpecArgs
        {
            TerminationGracePeriodSeconds = 60,
            Containers = { Server(monitorPassword), Exporter(monitorPassword) },
            Volumes =
            {
                new VolumeArgs
                {
                    Name = "config",
                    ConfigMap = new ConfigMapVolumeSourceArgs { Name = configuration.Metadata.Apply(metadata => metadata.Name) },
                },
                new VolumeArgs
                {
                    Name = "users",
                    Secret = new SecretVolumeSourceArgs
                    {
                        SecretName = usersName,
                        Items = { new KeyToPathArgs { Key = RedisConfiguration.UsersFileName, Path = RedisConfiguration.UsersFileName } },
                    },
                },
                PodDefaults.Scratch("tmp", "64Mi"),
            },
        };
        if (store is not null)
        {
            pod.InitContainers.AddRange(RedisBackups.Init(_args, store, _args.Settings.Restore!).ToArray());
            pod.Volumes.Add(RedisBackups.Folder(_args.Settings));
        }

        if (_tls is not null)
        {
            pod.Containers.Add(_tls.Reloader(usersName));
            pod.Volumes.AddRange(_tls.Volumes().ToArray());
        }

        return StatefulWorkload.Spec(
            _name,
            _args.Placement,
            PodDefaults.Hardened(pod, _name, PodDefaults.PodSecurity(UserId), _args.Placement.Cluster.PriorityClass),
            ("data", _args.Settings.Storage));
    }

    private ContainerArgs Server(EnvVarSourceArgs monitorPassword)
    {
        // With -e an error, such as the one while data is being loaded, is a failure.
        string[] access = _args.Settings.IsPlain ? [] : RedisTls.ClientArguments;
        var ping = new ExecActionArgs
        {
            Command = [_engine.Client, "-e", .. access, "--user", RedisConfiguration.MonitorUser, "ping"],
        };
        var container = new ContainerArgs
        {
            Name = "server",
            Image = _engine.Image,
            Command = { _engine.Server, $"{ConfigurationFolder}/{RedisConfiguration.FileName}" },
            Ports = Ports()
                .Select(port => new ContainerPortArgs { Name = port.Name, ContainerPortValue = port.Port })
                .ToArray(),
            Env =
            {
                new EnvVarArgs { Name = "REDISCLI_AUTH", ValueFrom = monitorPassword },
            },
            StartupProbe = new ProbeArgs
            {
                Exec = ping,
                PeriodSeconds = 5,
                TimeoutSeconds = 5,
                FailureThreshold = 60,
            },
            LivenessProbe = new ProbeArgs
            {
                TcpSocket = new TCPSocketActionArgs { Port = Ports().First().Name },
                PeriodSeconds = 10,
                TimeoutSeconds = 5,
                FailureThreshold = 6,
            },
            ReadinessProbe = new ProbeArgs
            {
                Exec = ping,
                PeriodSeconds = 10,
                TimeoutSeconds = 5,
                FailureThreshold = 3,
            },
            Resources = PodDefaults.Resources(_args.Settings.Cpu, "1", _args.Settings.Memory, "128Mi"),
            SecurityContext = PodDefaults.ContainerSecurity(),
            VolumeMounts =
            {
                new VolumeMountArgs { Name = "data", MountPath = DataFolder },
                new VolumeMountArgs { Name = "config", MountPath = ConfigurationFolder, ReadOnly = true },
                new VolumeMountArgs { Name = "users", MountPath = UsersFolder, ReadOnly = true },
                new VolumeMountArgs { Name = "tmp", MountPath = "/tmp" },
            },
        };
        if (_tls is not null)
            container.VolumeMounts.Add(RedisTls.CertificateMount);
        return container;
    }

    private ContainerArgs Exporter(EnvVarSourceArgs monitorPassword)
    {
        var security = PodDefaults.ContainerSecurity();
        security.RunAsUser = ExporterUserId;
        security.RunAsGroup = ExporterUserId;
        var container = new ContainerArgs
        {
            Name = "exporter",
            Image = RedisImages.Exporter,
            Ports = { new ContainerPortArgs { Name = "metrics", ContainerPortValue = MetricsPort } },
            Env =
            {
                new EnvVarArgs { Name = "REDIS_ADDR", Value = _tls is null ? $"redis://localhost:{Port}" : RedisTls.LocalUrl },
                new EnvVarArgs { Name = "REDIS_USER", Value = RedisConfiguration.MonitorUser },
                new EnvVarArgs { Name = "REDIS_PASSWORD", ValueFrom = monitorPassword },
            },
            LivenessProbe = PodDefaults.HttpProbe("/health", "metrics"),
            Resources = PodDefaults.Resources("20m", "200m", "64Mi", "32Mi"),
            SecurityContext = security,
        };
        if (_tls is not null)
        {
            container.Env.Add(RedisTls.ExporterVariable);
            container.VolumeMounts.Add(RedisTls.AuthorityMount);
        }

        return container;
    }
}
