using Infra.Applications.Model;
using Infra.Secrets;
using Infra.Steps;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Data.Redis;

/// <summary>
/// TLS of a Redis server. It reads its certificate when it starts and when it is told to; a container beside it tells it to whenever the
/// certificate was renewed, by a socket that nothing outside the pod reaches.
/// </summary>
internal sealed class RedisTls
{
    /// <summary>The port with TLS.</summary>
    public const int Port = 6380;

    /// <summary>The name of that port.</summary>
    public const string PortName = "redis-tls";

    /// <summary>The key, in the Secret of the users, of the password of what has the server read a renewed certificate.</summary>
    public const string PasswordKey = "reload-password";

    private const string CertificateVolume = "certificate";
    private const string CertificateFolder = "/etc/redis-tls";
    private const string AuthorityVolumeName = "authority";
    private const string AuthorityFolder = "/etc/redis-ca";

    // A kubelet brings a changed Secret to its pods within about two minutes.
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // For that long it may fail to read the new one; then the container ends, which an alert tells.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly RedisEngine _engine;

    /// <summary>Declares the certificate of a server.</summary>
    /// <param name="name">The name of the server.</param>
    /// <param name="engine">The server.</param>
    /// <param name="args">Its settings.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public RedisTls(string name, RedisEngine engine, DataServiceArgs<RedisNeed, RedisSettings> args, Resource parent)
    {
        _engine = engine;
        Certificate = ServerCertificate.Declare(name, args.Placement, parent);
        Password = GeneratedValue.Of($"{name}-reload-password", SecretShape.Alphanumeric(32), args.Generation, parent).Current;
    }

    /// <summary>Where the server listens with it.</summary>
    public static RedisListener Listener { get; } = new(Port, CertificateFolder, "/tmp/redis.sock");

    /// <summary>The address in the pod.</summary>
    public static string LocalUrl => $"rediss://localhost:{Port}";

    /// <summary>The arguments with which the client asks the server in its container.</summary>
    public static string[] ClientArguments { get; } =
        ["--tls", "--cacert", $"{CertificateFolder}/{ServerCertificate.AuthorityFile}", "-p", $"{Port}"];

    /// <summary>Where the certificate is in the server's container.</summary>
    public static VolumeMountArgs CertificateMount => new() { Name = CertificateVolume, MountPath = CertificateFolder, ReadOnly = true };

    /// <summary>
    /// Where the exporter finds the authority's certificate (https://github.com/oliver006/redis_exporter#command-line-flags).
    /// </summary>
    public static EnvVarArgs ExporterVariable
        => StepContainer.Told("REDIS_EXPORTER_TLS_CA_CERT_FILE", $"{AuthorityFolder}/{ServerCertificate.AuthorityFile}");

    /// <summary>Where that is in the exporter's container.</summary>
    public static VolumeMountArgs AuthorityMount => new() { Name = AuthorityVolumeName, MountPath = AuthorityFolder, ReadOnly = true };

    /// <summary>The certificate.</summary>
    public ServerCertificate Certificate { get; }

    /// <summary>The password of what has the server read a renewed certificate.</summary>
    public Output<string> Password { get; }

    /// <summary>What precedes the server.</summary>
    public IEnumerable<Resource> Resources => [Certificate.Resource];

    /// <summary>The volumes of the pod.</summary>
    public IEnumerable<VolumeArgs> Volumes() => [Certificate.Volume(CertificateVolume), Certificate.Authority.Volume(AuthorityVolumeName)];

    /// <summary>The container that has the server read a renewed certificate.</summary>
    /// <param name="users">The name of the Secret with its password.</param>
    public ContainerArgs Reloader(Output<string> users)
    {
        var container = ReloadStep(users).ToArgs();
        container.LivenessProbe = new ProbeArgs
        {
            Exec = new ExecActionArgs
            {
                Command = { _engine.Client, "-e", "-s", Listener.Socket, "--user", RedisConfiguration.ReloadUser, "ping" },
            },
            PeriodSeconds = 60,
            TimeoutSeconds = 5,
            FailureThreshold = (int)(Patience / Interval),
        };
        return container;
    }

    private StepContainer ReloadStep(Output<string> users) => new("reload", _engine.Image, "redis-reload.sh")
    {
        Variables =
        [
            StepContainer.Told("ENGINE", _engine.Name),
            StepContainer.Told("SOCKET", Listener.Socket),
            StepContainer.Told("ACCOUNT", RedisConfiguration.ReloadUser),
            new EnvVarArgs
            {
                Name = "REDISCLI_AUTH",
                ValueFrom = new EnvVarSourceArgs { SecretKeyRef = new SecretKeySelectorArgs { Name = users, Key = PasswordKey } },
            },
            StepContainer.Told("CERTIFICATE", CertificateFolder),
            StepContainer.Told("INTERVAL", $"{(int)Interval.TotalSeconds}"),
            StepContainer.Told("PATIENCE", $"{(int)Patience.TotalSeconds}"),
        ],
        Memory = "32Mi",
        Scratch = "32Mi",
        Mounts = [CertificateMount],
    };
}
