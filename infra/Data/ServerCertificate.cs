using Infra.Application;
using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Kubernetes.CertManager;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using StackPreview.Plans;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Data;

/// <summary>
/// The certificate of a server in the cluster, by cert-manager, and the certificate authority that signs it, which is for this server
/// alone (https://cert-manager.io/docs/configuration/selfsigned/#bootstrapping-ca-issuers).
/// </summary>
internal sealed class ServerCertificate
{
    /// <summary>The file with the certificate, in the folder that it is mounted at.</summary>
    public const string CertificateFile = "tls.crt";

    /// <summary>The file with its key.</summary>
    public const string KeyFile = "tls.key";

    /// <summary>The file with the certificate of its authority.</summary>
    public const string AuthorityFile = "ca.crt";

    // Whoever verifies the server holds the authority's certificate from its own start on. With the key that it has, a renewed one vouches
    // for what the former one signed, and the other way round.
    private const string AuthorityLife = "87600h";

    // Files that only the user and the group of the pod may read.
    private const int FileMode = 0b100_100_000;

    private readonly string _secret;

    private ServerCertificate(string secret, Resource resource) => (_secret, Resource) = (secret, resource);

    /// <summary>What is there once the Secret is.</summary>
    public Resource Resource { get; }

    /// <summary>What the server is verified with.</summary>
    public CertificateAuthority Authority => new(_secret, AuthorityFile);

    /// <summary>The name of the Secret with the certificate of a server.</summary>
    public static string SecretOf(string name) => $"{name}-tls";

    /// <summary>The host of a server in its namespace, as clients name it.</summary>
    public static string HostOf(string name, Placement placement) => $"{name}.{placement.Namespace}.svc";

    /// <summary>Declares the certificate of a server.</summary>
    /// <param name="name">The name of the server, and of its Service.</param>
    /// <param name="placement">Where it is put.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public static ServerCertificate Declare(string name, Placement placement, Resource parent)
    {
        var authority = $"{name}-ca";
        var selfSigned = new CustomResource(
            $"{name}-self-signed",
            new IssuerArgs
            {
                Metadata = placement.Metadata($"{name}-self-signed"),
                Spec = new IssuerSpecArgs { SelfSigned = new SelfSignedIssuerArgs() },
            },
            placement.ChildOf(parent));
        var ofAuthority = DeclareCertificate(
            authority,
            new CertificateSpecArgs
            {
                SecretName = authority,
                IsCA = true,
                CommonName = authority,
                Duration = AuthorityLife,
                IssuerRef = SignedBy($"{name}-self-signed"),
                PrivateKey = Key("Never"),
            },
            placement,
            parent,
            selfSigned);
        var issuer = new CustomResource(
            $"{name}-ca-issuer",
            new IssuerArgs
            {
                Metadata = placement.Metadata(authority),
                Spec = new IssuerSpecArgs { Ca = new CAIssuerArgs { SecretName = authority } },
            },
            placement.ChildOf(parent, ofAuthority));
        var secret = SecretOf(name);
        var host = HostOf(name, placement);
        var certificate = DeclareCertificate(
            secret,
            new CertificateSpecArgs
            {
                SecretName = secret,
                // What is in the server's own pod calls it localhost.
                DnsNames = { name, $"{name}.{placement.Namespace}", host, "localhost" },
                IssuerRef = SignedBy(authority),
                RenewBeforePercentage = 33,
                PrivateKey = Key("Always"),
                Usages = { "digital signature", "key encipherment", "server auth" },
            },
            placement,
            parent,
            issuer);
        return new ServerCertificate(secret, certificate);
    }

    /// <summary>The volume with the certificate, its key and its authority: it follows what is renewed.</summary>
    /// <param name="name">What the volume is called.</param>
    public VolumeArgs Volume(string name) => new()
    {
        Name = name,
        Secret = new SecretVolumeSourceArgs
        {
            SecretName = _secret,
            DefaultMode = FileMode,
            Items = new[] { CertificateFile, KeyFile, AuthorityFile }
                .Select(file => new KeyToPathArgs { Key = file, Path = file })
                .ToArray(),
        },
    };

    // Awaited: a pod that mounts the Secret does not start before it is there, and the one before it has ended by then.
    private static CustomResource DeclareCertificate(
        string name,
        CertificateSpecArgs spec,
        Placement placement,
        Resource parent,
        Resource issuer)
    {
        var metadata = placement.Metadata(name);
        metadata.Annotations = new InputMap<string> { [PulumiAnnotations.WaitFor] = "condition=Ready" };
        return new CustomResource(
            $"{name}-certificate",
            new CertificateArgs
            {
                Metadata = metadata,
                Spec = spec,
                Creates = [new OperatorObject("Secret", name) { Keys = [CertificateFile, KeyFile, AuthorityFile] }],
            },
            placement.ChildOf(parent, issuer));
    }

    private static IssuerReferenceArgs SignedBy(string issuer)
        => new() { Name = issuer, Kind = "Issuer", Group = "cert-manager.io" };

    // Every TLS library reads keys of PKCS #8.
    private static CertificatePrivateKeyArgs Key(string rotation)
        => new() { Algorithm = "ECDSA", Size = 256, Encoding = "PKCS8", RotationPolicy = rotation };
}
