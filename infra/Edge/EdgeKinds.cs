using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Edge;

/// <summary>The facts of the kinds of Traefik and cert-manager.</summary>
internal static class EdgeKinds
{
    /// <summary>
    /// The service of Traefik's own that answers 418 to everything: what a route leads to whose middlewares answer all requests themselves
    /// (https://doc.traefik.io/traefik/reference/routing-configuration/http/load-balancing/service/).
    /// </summary>
    public const string Nothing = "noop@internal";

    private const string Traefik = "traefik.io/v1alpha1";

    /// <summary>Leads from hosts to services.</summary>
    public static ResourceKind IngressRoute { get; } = ResourceKind.Kubernetes(Traefik, "IngressRoute");

    /// <summary>What happens to requests on their way.</summary>
    public static ResourceKind Middleware { get; } = ResourceKind.Kubernetes(Traefik, "Middleware");

    /// <summary>How long services are waited for.</summary>
    public static ResourceKind ServersTransport { get; } = ResourceKind.Kubernetes(Traefik, "ServersTransport");

    /// <summary>How clients may encrypt.</summary>
    public static ResourceKind TlsOption { get; } = ResourceKind.Kubernetes(Traefik, "TLSOption");

    /// <summary>Shares requests out to services.</summary>
    public static ResourceKind TraefikService { get; } = ResourceKind.Kubernetes(Traefik, "TraefikService");

    /// <summary>A certificate, that is renewed: of a public host, or of a server in the namespace, which an Issuer there signs.</summary>
    public static ResourceKind Certificate { get; } = ResourceKind.Kubernetes("cert-manager.io/v1", "Certificate");

    /// <summary>What signs certificates of its namespace.</summary>
    public static ResourceKind Issuer { get; } = ResourceKind.Kubernetes("cert-manager.io/v1", "Issuer") with
    {
        References = [new("spec.ca.secretName", ReferenceFact.Secret) { NameField = "", Keys = ["tls.crt", "tls.key"] }],
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ResourceKind> All { get; } =
        [IngressRoute, Middleware, ServersTransport, TlsOption, TraefikService, Certificate, Issuer];

    /// <summary>The certificates of public hosts.</summary>
    public static IEnumerable<PlannedResource> HostCertificates(Plan plan)
        => plan.OfKind(Certificate).Where(certificate => IssuerOf(certificate) is null);

    /// <summary>The name of the Issuer that signs a certificate; null where a ClusterIssuer does.</summary>
    public static string? IssuerOf(PlannedResource certificate)
        => certificate.Inputs.Text("spec.issuerRef.kind") == "ClusterIssuer" ? null : certificate.Inputs.Text("spec.issuerRef.name");
}
