using Infra.Application;
using Infra.Kubernetes.CertManager;
using Infra.Kubernetes.Traefik;
using Infra.Settings;
using Infra.Values;

namespace Infra.Edge;

/// <summary>What the edge is made of.</summary>
internal static class EdgeSpecs
{
    // Two years: what browsers ask of hosts in their list (https://hstspreload.org).
    private const int StrictTransportSeconds = 63_072_000;

    /// <summary>Limits how many requests one client address may send.</summary>
    public static MiddlewareSpecArgs RateLimit(EdgeSettings settings) => new()
    {
        RateLimit = new RateLimitArgs
        {
            Average = settings.RateLimit.Average,
            Period = Duration.Format(settings.RateLimit.Period),
            Burst = settings.RateLimit.Burst,
            SourceCriterion = new SourceCriterionArgs { IpStrategy = new IPStrategyArgs { Depth = settings.TrustedProxies } },
        },
    };

    /// <summary>Headers that keep browsers from helping an attacker, and none that tell what runs here.</summary>
    public static MiddlewareSpecArgs SecurityHeaders() => new()
    {
        Headers = new HeadersArgs
        {
            StsSeconds = StrictTransportSeconds,
            StsIncludeSubdomains = true,
            StsPreload = true,
            FrameDeny = true,
            ContentTypeNosniff = true,
            ReferrerPolicy = "strict-origin-when-cross-origin",
            CustomResponseHeaders = { ["Server"] = "", ["X-Powered-By"] = "" },
        },
    };

    /// <summary>Sends plain HTTP to HTTPS for good.</summary>
    public static MiddlewareSpecArgs RedirectToHttps() => new()
    {
        RedirectScheme = new RedirectSchemeArgs { Scheme = "https", Permanent = true },
    };

    /// <summary>
    /// TLS 1.2 with forward secrecy and authenticated encryption only (https://ssl-config.mozilla.org, intermediate), and 1.3.
    /// </summary>
    public static TLSOptionSpecArgs TlsOptions() => new()
    {
        MinVersion = "VersionTLS12",
        SniStrict = true,
        CipherSuites =
        {
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
        },
    };

    /// <summary>A certificate with a new key at each renewal, renewed when a third of its life is left.</summary>
    public static CertificateSpecArgs Certificate(IEnumerable<string> hosts, string secret, string issuer) => new()
    {
        SecretName = secret,
        DnsNames = [.. hosts],
        IssuerRef = new IssuerReferenceArgs { Name = issuer, Kind = "ClusterIssuer", Group = "cert-manager.io" },
        RenewBeforePercentage = 33,
        PrivateKey = new CertificatePrivateKeyArgs { Algorithm = "ECDSA", Size = 256, RotationPolicy = "Always" },
    };

    /// <summary>
    /// All requests to a host over TLS, but those to internal paths, through the middlewares to the service; those to paths that other
    /// services serve to them.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="endpoint">The service whose host it is.</param>
    /// <param name="others">The services that serve paths of the host.</param>
    /// <param name="middlewares">The names of the middlewares.</param>
    /// <param name="tls">The certificate, and how clients may encrypt.</param>
    public static IngressRouteSpecArgs SecureRoute(
        string host,
        ServiceEndpoint endpoint,
        IEnumerable<ServiceEndpoint> others,
        IReadOnlyCollection<string> middlewares,
        TLSArgs tls)
    {
        var own = RuleOf(host, endpoint);
        var paths = from other in others
                    from at in other.AlsoAt
                    where at.Service == endpoint.Service
                    select RuleAt(host, at.Path, other, own.Length, middlewares);
        return new IngressRouteSpecArgs
        {
            EntryPoints = { "websecure" },
            Routes = [.. paths, Rule(own, middlewares, Served(endpoint))],
            Tls = tls,
        };
    }

    /// <summary>The shares of a service and its canary, in percent.</summary>
    public static TraefikServiceSpecArgs Shares(ServiceEndpoint endpoint, int canaryPercent) => new()
    {
        Weighted = new WeightedRoundRobinArgs
        {
            Services = { Target(endpoint.Service, endpoint, 100 - canaryPercent), Target(endpoint.Canary!, endpoint, canaryPercent) },
        },
    };

    /// <summary>
    /// All requests to a host over plain HTTP, through the middlewares to nothing: Traefik's redirect lets a request pass of which a
    /// trusted proxy says that it came over HTTPS. The rule is shorter than that of a certificate's challenge, which must win.
    /// </summary>
    public static IngressRouteSpecArgs PlainRoute(string host, IEnumerable<string> middlewares)
    {
        var nothing = new ServiceArgs { Name = EdgeKinds.Nothing, Kind = EdgeKinds.TraefikService.Kind };
        return new IngressRouteSpecArgs { EntryPoints = { "web" }, Routes = { Rule($"Host(`{host}`)", middlewares, nothing) } };
    }

    // Of two rules that match, Traefik takes the longer one, unless it is told otherwise
    // (https://doc.traefik.io/traefik/routing/routers/#priority).
    private static RouteArgs RuleAt(string host, string path, ServiceEndpoint endpoint, int ownLength, IEnumerable<string> middlewares)
    {
        var rule = WithoutInternal($"Host(`{host}`) && (Path(`{path}`) || PathPrefix(`{path}/`))", endpoint);
        var route = Rule(rule, middlewares, Served(endpoint));
        if (rule.Length <= ownLength)
            route.Priority = ownLength + 1;
        return route;
    }

    private static ServiceArgs Served(ServiceEndpoint endpoint) => endpoint.Canary is null
        ? Target(endpoint.Service, endpoint)
        : new ServiceArgs { Name = endpoint.Service, Kind = EdgeKinds.TraefikService.Kind };

    private static string RuleOf(string host, ServiceEndpoint endpoint)
    {
        var rule = $"Host(`{host}`)";
        if (!endpoint.PublicPaths.IsEmpty)
            rule += $" && ({string.Join(" || ", endpoint.PublicPaths.Select(Matcher))})";
        return WithoutInternal(rule, endpoint);

        static string Matcher(string path) => path.EndsWith('*') ? $"PathPrefix(`{path[..^1]}`)" : $"Path(`{path}`)";
    }

    private static string WithoutInternal(string rule, ServiceEndpoint endpoint) => endpoint.InternalPaths.Aggregate(
        rule,
        (others, path) => $"{others} && !Path(`{path}`) && !PathPrefix(`{path}/`)");

    private static RouteArgs Rule(string rule, IEnumerable<string> middlewares, ServiceArgs service) => new()
    {
        Kind = "Rule",
        Match = rule,
        Middlewares = middlewares.Select(middleware => new MiddlewareRefArgs { Name = middleware }).ToArray(),
        Services = { service },
    };

    private static ServiceArgs Target(string service, ServiceEndpoint endpoint, int? weight = null)
    {
        var target = new ServiceArgs { Name = service, Port = endpoint.Port };
        if (weight is { } share)
            target.Weight = share;
        return target;
    }
}
