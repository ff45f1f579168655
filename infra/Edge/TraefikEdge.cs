using Infra.Application;
using Infra.Applications.Model;
using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Kubernetes.Traefik;
using Infra.Settings;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Edge;

/// <summary>
/// Traefik's routes: every host over TLS 1.2 or later, limited in rate, with security headers, and never without encryption.
/// </summary>
internal sealed class TraefikEdge : ComponentResource
{
    private const string TlsOptions = "tls";

    private readonly string _name;
    private readonly Placement _placement;
    private readonly RouteMiddlewares _middlewares;
    private readonly EdgeCertificates _certificates;

    public TraefikEdge(string name, EdgeArgs args, ComponentResourceOptions? options = null)
        : base("infra:edge:TraefikEdge", name, options)
    {
        _name = name;
        _placement = args.Placement;
        _middlewares = new RouteMiddlewares(args.Settings);

        var routes = args.Endpoints.ToDictionary(
            endpoint => endpoint.Service,
            endpoint => HostRoutes.Of(HostRoutes.RuleOf(args.Settings.AllHostsOf(endpoint.Service)), endpoint, args.Endpoints));

        var credentials = DeclareRateLimitRedis(args);
        // A route whose middleware is missing answers 404, so these come first.
        List<Resource> before =
        [
            .. MiddlewaresOf(routes.Values.SelectMany(ofHost => ofHost), args.Settings)
                .Select(middleware => DeclareMiddleware(middleware, credentials)),
            new CustomResource(
                $"{name}-{TlsOptions}",
                new TLSOptionArgs { Metadata = _placement.Metadata(TlsOptions), Spec = EdgeSpecs.TlsOptions() },
                _placement.ChildOf(this)),
            .. args.Settings.Certificates.AsksHosts ? [DeclareAcmePolicy()] : Array.Empty<Resource>(),
            .. routes.Values.SelectMany(ofHost => ofHost).Select(route => route.Policy.Timeout).Distinct().Select(DeclareTimeout),
        ];
        _certificates = new EdgeCertificates(name, _placement, args.Settings.Certificates, this, before);
        var shares = DeclareShares(args.Endpoints, args.CanaryPercent);
        foreach (var endpoint in args.Endpoints)
        {
            DeclareRoutes(
                endpoint,
                args.Settings.AllHostsOf(endpoint.Service),
                routes[endpoint.Service],
                [.. before, .. shares]);
        }

        foreach (var (host, service) in args.Settings.Redirects)
            DeclareRedirect(host, args.Settings.Hosts[service], before);
        RegisterOutputs();
    }

    private IEnumerable<NamedMiddleware> MiddlewaresOf(IEnumerable<EdgeRoute> routes, EdgeSettings settings)
        => _middlewares.OfPlainHttp()
            .Concat(routes.SelectMany(_middlewares.Of))
            .Concat(settings.Redirects.SelectMany(redirect => _middlewares.OfRedirect(redirect.Key, settings.Hosts[redirect.Value])))
            .DistinctBy(middleware => middleware.Name);

    // Traefik reads it by its name, which is therefore fixed.
    private List<Resource> DeclareRateLimitRedis(EdgeArgs args)
        => args is { Settings.RateLimitRedis: { } redis, RateLimitRedisPassword: { } password }
            ?
            [
                new Secret(
                    $"{_name}-{MiddlewareSpecs.RateLimitRedis}",
                    new SecretArgs
                    {
                        Metadata = _placement.Metadata(MiddlewareSpecs.RateLimitRedis),
                        StringData = new InputMap<string> { ["username"] = redis.Username, ["password"] = password },
                    },
                    _placement.ChildOf(this)),
            ]
            : [];

    private CustomResource DeclareMiddleware(NamedMiddleware middleware, IEnumerable<Resource> credentials) => new(
        $"{_name}-{middleware.Name}",
        new MiddlewareArgs { Metadata = _placement.Metadata(middleware.Name), Spec = middleware.Spec },
        _placement.ChildOf(this, credentials));

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

    private CustomResource DeclareTimeout(TimeSpan timeout) => new(
        $"{_name}-{EdgeSpecs.TimeoutName(timeout)}",
        new ServersTransportArgs { Metadata = _placement.Metadata(EdgeSpecs.TimeoutName(timeout)), Spec = EdgeSpecs.Timeout(timeout) },
        _placement.ChildOf(this));

    // The canary gets its share when it has been seen to work.
    private List<CustomResource> DeclareShares(IEnumerable<ServiceEndpoint> endpoints, int canaryPercent)
        =>
        [
            .. from endpoint in endpoints
               where endpoint.Canary is not null
               select new CustomResource(
                   $"{_name}-{endpoint.Service}-shares",
                   new TraefikServiceArgs
                   {
                       Metadata = _placement.Metadata(endpoint.Service),
                       Spec = EdgeSpecs.Shares(endpoint, canaryPercent),
                   },
                   _placement.ChildOf(this, endpoint.CanaryGate)),
        ];

    private void DeclareRoutes(
        ServiceEndpoint endpoint,
        IReadOnlyList<string> hosts,
        IEnumerable<EdgeRoute> routes,
        IReadOnlyCollection<Resource> before)
    {
        var (secret, certificate) = _certificates.Of(endpoint.Service, hosts, before);
        _ = new CustomResource(
            $"{_name}-{endpoint.Service}-route",
            new IngressRouteArgs
            {
                Metadata = _placement.Metadata(endpoint.Service),
                Spec = EdgeSpecs.SecureRoute(routes, _middlewares, TlsOf(secret)),
            },
            _placement.ChildOf(this, [certificate, .. before]));
        DeclarePlainHttp(endpoint.Service, hosts, before);
    }

    // No workload's name has a '.', as the host's has, which is the name of all that is declared for it.
    private void DeclareRedirect(string host, string target, IReadOnlyCollection<Resource> before)
    {
        var (secret, certificate) = _certificates.Of(host, [host], before);
        _ = new CustomResource(
            $"{_name}-{host}-route",
            new IngressRouteArgs
            {
                Metadata = _placement.Metadata(host),
                Spec = EdgeSpecs.RedirectRoute(HostRoutes.RuleOf([host]), _middlewares.OfRedirect(host, target), TlsOf(secret)),
            },
            _placement.ChildOf(this, [certificate, .. before]));
        DeclarePlainHttp(host, [host], before);
    }

    private void DeclarePlainHttp(string name, IReadOnlyList<string> hosts, IReadOnlyCollection<Resource> before)
        => _ = new CustomResource(
            $"{_name}-{name}-redirect",
            new IngressRouteArgs
            {
                Metadata = _placement.Metadata(DerivedNames.RedirectOf(name)),
                Spec = EdgeSpecs.PlainRoute(HostRoutes.RuleOf(hosts), _middlewares.OfPlainHttp()),
            },
            _placement.ChildOf(this, before));

    private TLSArgs TlsOf(string secret) => new()
    {
        SecretName = secret,
        Options = new TLSOptionRefArgs { Name = TlsOptions, Namespace = _placement.Namespace },
    };
}
