using System.Collections.Immutable;
using Infra.Application;
using Infra.Applications.Model;
using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Kubernetes.Traefik;
using Pulumi;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Edge;

/// <summary>
/// Traefik's routes: every host over TLS 1.2 or later, limited in rate, with security headers, and never without encryption.
/// </summary>
internal sealed class TraefikEdge : ComponentResource
{
    private const string RateLimit = "rate-limit";
    private const string SecurityHeaders = "security-headers";
    private const string RedirectToHttps = "redirect-to-https";
    private const string TlsOptions = "tls";

    private readonly string _name;
    private readonly Placement _placement;
    private readonly EdgeCertificates _certificates;
    private readonly ImmutableArray<ServiceEndpoint> _endpoints;

    public TraefikEdge(string name, EdgeArgs args, ComponentResourceOptions? options = null)
        : base("infra:edge:TraefikEdge", name, options)
    {
        _name = name;
        _placement = args.Placement;
        _endpoints = args.Endpoints;

        // A route whose middleware is missing answers 404, so these come first.
        List<Resource> before =
        [
            DeclareMiddleware(RateLimit, EdgeSpecs.RateLimit(args.Settings)),
            DeclareMiddleware(SecurityHeaders, EdgeSpecs.SecurityHeaders()),
            DeclareMiddleware(RedirectToHttps, EdgeSpecs.RedirectToHttps()),
            new CustomResource(
                $"{name}-{TlsOptions}",
                new TLSOptionArgs { Metadata = _placement.Metadata(TlsOptions), Spec = EdgeSpecs.TlsOptions() },
                _placement.ChildOf(this)),
            .. args.Settings.Certificates.AsksHosts ? [DeclareAcmePolicy()] : Array.Empty<Resource>(),
        ];
        _certificates = new EdgeCertificates(name, _placement, args.Settings.Certificates, this, before);
        foreach (var endpoint in args.Endpoints)
            DeclareRoutes(endpoint, args.Settings.Hosts[endpoint.Service], [.. before, .. DeclareShares(endpoint, args.CanaryPercent)]);
        RegisterOutputs();
    }

    private CustomResource DeclareMiddleware(string middleware, MiddlewareSpecArgs spec) => new(
        $"{_name}-{middleware}",
        new MiddlewareArgs { Metadata = _placement.Metadata(middleware), Spec = spec },
        _placement.ChildOf(this));

    private NetworkPolicy DeclareAcmePolicy() => new(
        $"{_name}-acme-network",
        new NetworkPolicyArgs
        {
            Metadata = _placement.Metadata("acme-solver"),
            Spec = new NetworkPolicySpecArgs
            {
                PodSelector = NetworkRules.Selecting(AcmeSolver.PodLabels),
                PolicyTypes = { "Ingress" },
                Ingress = { NetworkRules.From([NetworkRules.Namespace(_placement.Cluster.TraefikNamespace)], AcmeSolver.Port) },
            },
        },
        _placement.ChildOf(this));

    // The canary gets its share when it has been seen to work.
    private IEnumerable<Resource> DeclareShares(ServiceEndpoint endpoint, int canaryPercent)
        => endpoint.Canary is null
            ? []
            :
            [
                new CustomResource(
                    $"{_name}-{endpoint.Service}-shares",
                    new TraefikServiceArgs
                    {
                        Metadata = _placement.Metadata(endpoint.Service),
                        Spec = EdgeSpecs.Shares(endpoint, canaryPercent),
                    },
                    _placement.ChildOf(this, endpoint.CanaryGate)),
            ];

    private void DeclareRoutes(ServiceEndpoint endpoint, string host, IReadOnlyCollection<Resource> before)
    {
        var (secret, certificate) = _certificates.Of(endpoint.Service, host, before);
        _ = new CustomResource(
            $"{_name}-{endpoint.Service}-route",
            new IngressRouteArgs
            {
                Metadata = _placement.Metadata(endpoint.Service),
                Spec = EdgeSpecs.SecureRoute(host, endpoint, _endpoints, [RateLimit, SecurityHeaders], new TLSArgs
                {
                    SecretName = secret,
                    Options = new TLSOptionRefArgs { Name = TlsOptions, Namespace = _placement.Namespace },
                }),
            },
            _placement.ChildOf(this, [certificate, .. before]));
        _ = new CustomResource(
            $"{_name}-{endpoint.Service}-redirect",
            new IngressRouteArgs
            {
                Metadata = _placement.Metadata(DerivedNames.RedirectOf(endpoint.Service)),
                Spec = EdgeSpecs.PlainRoute(host, [RateLimit, RedirectToHttps]),
            },
            _placement.ChildOf(this, before));
    }
}
