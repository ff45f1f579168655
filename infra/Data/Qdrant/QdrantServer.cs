using Infra.Applications.Model;
using Infra.Observability;
using Infra.Secrets;
using Infra.Kubernetes;
using Infra.Kubernetes.Prometheus;
using Pulumi;
using Pulumi.Kubernetes.Apps.V1;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Data.Qdrant;

/// <summary>One Qdrant server in the cluster, with its collections and its snapshots on volumes.</summary>
internal sealed class QdrantServer : ComponentResource, IDataServer<QdrantConnection>
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:data:QdrantServer";

    /// <summary>The port of the REST API.</summary>
    public const int RestPort = 6333;

    /// <summary>The user of the unprivileged image.</summary>
    public const int UserId = 1000;

    /// <summary>The key, in the Secret of the keys, of the one that may read and write.</summary>
    public const string ApiKeyKey = "api-key";

    private const string PortName = "http";
    private const int GrpcPort = 6334;
    private const string CertificateVolume = "certificate";
    private const string CertificateFolder = "/qdrant/tls";

    // After that time it reads the files anew (tls.cert_ttl): in a quarter of an hour a renewed certificate is served.
    private static readonly TimeSpan CertificateLife = TimeSpan.FromMinutes(15);

    private const string ReadOnlyApiKeyKey = "read-only-api-key";

    private readonly string _name;
    private readonly DataServiceArgs<QdrantNeed, QdrantSettings> _args;
    private readonly ServerCertificate? _certificate;

    public QdrantServer(string name, DataServiceArgs<QdrantNeed, QdrantSettings> args, ComponentResourceOptions? options = null)
        : base(Type, name, options)
    {
        _name = name;
        _args = args;
        var placement = args.Placement;
        var apiKey = GeneratedValue.Of($"{name}-api-key", SecretShape.Alphanumeric(40), args.Generation, this).Current;
        var readOnlyApiKey = GeneratedValue.Of($"{name}-read-only-api-key", SecretShape.Alphanumeric(40), args.Generation, this).Current;
        var keys = new Secret(
            $"{name}-keys",
            new SecretArgs
            {
                Metadata = placement.Unnamed(name),
                Immutable = true,
                StringData = new InputMap<string> { [ApiKeyKey] = apiKey, [ReadOnlyApiKeyKey] = readOnlyApiKey },
            },
            placement.ChildOf(this));

        _certificate = args.Settings.HasTls ? ServerCertificate.Declare(name, placement, this) : null;
        int[] ports = [.. Ports().Select(port => port.Port)];
        var policies = StatefulWorkload.ClientPolicies(name, placement, this, RestPort, ports);
        var account = StatefulWorkload.Account(name, placement, this);
        var service = StatefulWorkload.HeadlessService(name, placement, this, findsUnready: false, [.. Ports()]);
        StatefulWorkload.DisruptionBudget(name, placement, this);
        var keysName = keys.Metadata.Apply(metadata => metadata.Name);
        var server = new StatefulSet(
            $"{name}-server",
            new StatefulSetArgs { Metadata = placement.Metadata(name), Spec = ServerSpec(keysName) },
            StatefulWorkload.DataOptions(placement, this, [account, service, .. policies, .. CertificateResources]));

        Connection = new QdrantConnection
        {
            Url = $"{Scheme}://{ServerCertificate.HostOf(name, placement)}:{RestPort}",
            Authority = _certificate?.Authority,
            ApiKey = apiKey,
            ClientLabels = Labels.ClientOf(name),
            Ready = server,
        };
        var backups = new QdrantBackups(name, args, Connection, keysName, this);
        if (args.Settings.IsBackedUp)
            backups.Declare();
        if (args.Settings.Restore is { } restore)
            Connection = Connection with { Restored = backups.Restore(restore) };
        var bearer = new SafeAuthorizationArgs
        {
            Type = "Bearer",
            Credentials = new SecretKeySelectorArgs { Name = keysName, Key = ReadOnlyApiKeyKey },
        };
        ScrapeTargets =
        [
            new ScrapeTarget(name, Labels.Selecting(name), PortName, RestPort)
            {
                Authorization = bearer,
                Tls = _certificate is null ? null : Verifying(_certificate),
            },
        ];
        RegisterOutputs();
    }

    /// <summary>How the server is reached.</summary>
    public QdrantConnection Connection { get; }

    /// <summary>Where its metrics are.</summary>
    public IReadOnlyList<ScrapeTarget> ScrapeTargets { get; }

    private string Scheme => _certificate is null ? "http" : "https";

    // The kubelet asks over HTTPS then, and verifies no certificate. Null is HTTP.
    private string? ProbeScheme => _certificate is null ? null : "HTTPS";

    private IEnumerable<Resource> CertificateResources => _certificate is null ? [] : [_certificate.Resource];

    /// <summary>A variable with one of the keys.</summary>
    /// <param name="variable">Its name.</param>
    /// <param name="keys">The name of the Secret with the keys.</param>
    /// <param name="key">Which.</param>
    public static EnvVarArgs Key(string variable, Output<string> keys, string key) => new()
    {
        Name = variable,
        ValueFrom = new EnvVarSourceArgs { SecretKeyRef = new SecretKeySelectorArgs { Name = keys, Key = key } },
    };

    // What is open, by name. The port of gRPC has the certificate of the server's start for ever (tls.cert_ttl), so that none may be on it
    // that is renewed.
    private IEnumerable<(string Name, int Port)> Ports()
    {
        yield return (PortName, RestPort);
        if (_certificate is null)
            yield return ("grpc", GrpcPort);
    }

    // Prometheus asks the pod by its address.
    private SafeTLSConfigArgs Verifying(ServerCertificate certificate) => new()
    {
        Ca = new SecretOrConfigMapArgs
        {
            Secret = new SecretKeySelectorArgs { Name = certificate.Authority.Secret, Key = certificate.Authority.Key },
        },
        ServerName = ServerCertificate.HostOf(_name, _args.Placement),
    };

    private StatefulSetSpecArgs ServerSpec(Output<string> keysName)
    {
        var settings = _args.Settings;
        var container = new ContainerArgs
        {
            Name = "server",
            Image = QdrantImages.Server,
            Ports = Ports()
                .Select(port => new ContainerPortArgs { Name = port.Name, ContainerPortValue = port.Port })
                .ToArray(),
            Env =
            {
                Key("QDRANT__SERVICE__API_KEY", keysName, ApiKeyKey),
                Key("QDRANT__SERVICE__READ_ONLY_API_KEY", keysName, ReadOnlyApiKeyKey),
                // A snapshot is uploaded; the server does not fetch one from an address that a client names.
                Plain("QDRANT__SERVICE__ENABLE_SNAPSHOT_URL_RECOVERY", "false"),
                Plain("QDRANT__SERVICE__METRICS_PREFIX", "qdrant_"),
                Plain("QDRANT__STORAGE__STORAGE_PATH", "/qdrant/storage"),
                Plain("QDRANT__STORAGE__SNAPSHOTS_PATH", "/qdrant/snapshots"),
                Plain("QDRANT__STORAGE__TEMP_PATH", "/qdrant/snapshots/tmp"),
                Plain("QDRANT__TELEMETRY_DISABLED", "true"),
                Plain("QDRANT_INIT_FILE_PATH", "/qdrant/init/.qdrant-initialized"),
            },
            StartupProbe = PodDefaults.StartupProbe("/readyz", PortName, TimeSpan.FromMinutes(10), ProbeScheme),
            LivenessProbe = PodDefaults.HttpProbe("/livez", PortName, ProbeScheme),
            ReadinessProbe = PodDefaults.HttpProbe("/readyz", PortName, ProbeScheme),
            Resources = PodDefaults.Resources(settings.Cpu, "2", settings.Memory, "256Mi"),
            SecurityContext = PodDefaults.ContainerSecurity(),
            VolumeMounts =
            {
                new VolumeMountArgs { Name = "storage", MountPath = "/qdrant/storage" },
                new VolumeMountArgs { Name = "snapshots", MountPath = "/qdrant/snapshots" },
                new VolumeMountArgs { Name = "init", MountPath = "/qdrant/init" },
                new VolumeMountArgs { Name = "tmp", MountPath = "/tmp" },
            },
        };
        if (_certificate is not null)
            AddTls(container);
        var pod = new PodSpecArgs
        {
            TerminationGracePeriodSeconds = 60,
            Containers = { container },
            Volumes = { PodDefaults.Scratch("init", "1Mi"), PodDefaults.Scratch("tmp", "64Mi") },
        };
        if (_certificate is not null)
            pod.Volumes.Add(_certificate.Volume(CertificateVolume));
        return StatefulWorkload.Spec(
            _name,
            _args.Placement,
            PodDefaults.Hardened(pod, _name, PodDefaults.PodSecurity(UserId), _args.Placement.Cluster.PriorityClass),
            ("storage", settings.Storage),
            ("snapshots", settings.SnapshotStorage));
    }

    private static void AddTls(ContainerArgs container)
    {
        container.Env.AddRange(
        [
            Plain("QDRANT__SERVICE__ENABLE_TLS", "true"),
            Plain("QDRANT__TLS__CERT", $"{CertificateFolder}/{ServerCertificate.CertificateFile}"),
            Plain("QDRANT__TLS__KEY", $"{CertificateFolder}/{ServerCertificate.KeyFile}"),
            Plain("QDRANT__TLS__CA_CERT", $"{CertificateFolder}/{ServerCertificate.AuthorityFile}"),
            Plain("QDRANT__TLS__CERT_TTL", $"{(int)CertificateLife.TotalSeconds}"),
        ]);
        container.VolumeMounts.Add(new VolumeMountArgs { Name = CertificateVolume, MountPath = CertificateFolder, ReadOnly = true });
    }

    private static EnvVarArgs Plain(string variable, string value) => new() { Name = variable, Value = value };
}
