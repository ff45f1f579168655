using Infra.Isolation;
using Infra.Kubernetes.CertManager;
using Infra.Settings;
using Pulumi;
using StackPreview.Plans;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Edge;

/// <summary>
/// The certificates of the services' hosts, one each, so that none holds up the renewal of another; hosts that the shared certificate
/// covers have that one. A former host is in its service's: it is served with the certificate that it has until there is one for both.
/// </summary>
internal sealed class EdgeCertificates
{
    // A workload may not bear this name.
    private const string SharedName = "shared-hosts";

    private readonly string _name;
    private readonly Placement _placement;
    private readonly CertificateSettings _settings;
    private readonly Resource _parent;
    private readonly Lazy<Resource> _shared;

    /// <summary>Declares none yet.</summary>
    /// <param name="name">What the names of the edge's resources begin with.</param>
    /// <param name="placement">Where they are put.</param>
    /// <param name="settings">How they are issued.</param>
    /// <param name="parent">The edge.</param>
    /// <param name="before">What must be there before one is ordered.</param>
    public EdgeCertificates(
        string name,
        Placement placement,
        CertificateSettings settings,
        Resource parent,
        IReadOnlyCollection<Resource> before)
    {
        _name = name;
        _placement = placement;
        _settings = settings;
        _parent = parent;
        _shared = new Lazy<Resource>(() => Declare($"{_name}-certificate", SharedName, settings.Shared, before));
    }

    /// <summary>The Secret that the certificate of a service's hosts is in, and the certificate.</summary>
    /// <param name="service">The service.</param>
    /// <param name="hosts">Its hosts.</param>
    /// <param name="before">What must be there before it is ordered.</param>
    public (string Secret, Resource Certificate) Of(
        string service,
        IReadOnlyCollection<string> hosts,
        IReadOnlyCollection<Resource> before)
        => hosts.All(_settings.IsShared)
            ? (SecretOf(SharedName), _shared.Value)
            : (SecretOf(service), Declare($"{_name}-{service}-certificate", service, hosts, before));

    private static string SecretOf(string name) => $"{name}-tls";

    // Not awaited: DNS may not point here yet.
    private CustomResource Declare(string resource, string name, IReadOnlyCollection<string> hosts, IReadOnlyCollection<Resource> before)
        => new(
            resource,
            new CertificateArgs
            {
                Metadata = _placement.Metadata(name),
                Spec = EdgeSpecs.Certificate(hosts, SecretOf(name), _placement.Cluster.Issuer),
                Creates = [new OperatorObject("Secret", SecretOf(name)) { Keys = ["tls.crt", "tls.key"] }],
            },
            _placement.ChildOf(_parent, before));
}
