using Infra.Application;
using Infra.Applications.Model;
using Infra.Kubernetes.CertManager;
using Infra.Kubernetes.Traefik;
using Infra.Values;

namespace Infra.Edge;

/// <summary>What the edge is made of.</summary>
internal static class EdgeSpecs
{
    // Two years: what browsers ask of hosts in their list (https://hstspreload.org).
    private const int StrictTransportSeconds = 63_072_000;

    // What a provider gives one subscriber, who could else take another address of it for each request.
    private const int Ipv6Subnet = 64;

    /// <summary>Limits how many requests one client address may send.</summary>
    public static MiddlewareSpecArgs RateLimit(RateLimit limit, int trustedProxies) => new()
    {
        RateLimit = new RateLimitArgs
        {
            Average = limit.Average,
            Period = Duration.Format(limit.Period),
            Burst = limit.Burst,
            SourceCriterion = Client(trustedProxies),
        },
    };

    /// <summary>Limits how many requests of one client address are served at a time.</summary>
    public static MiddlewareSpecArgs InFlight(int amount, int trustedProxies)
        => new() { InFlightReq = new InFlightReqArgs { Amount = amount, SourceCriterion = Client(trustedProxies) } };

    /// <summary>Limits the size of the body of a request.</summary>
    public static MiddlewareSpecArgs BodyLimit(Quantity limit)
        => new() { Buffering = new BufferingArgs { MaxRequestBodyBytes = (int)limit.Amount } };

    /// <summary>Serves certain addresses alone.</summary>
    public static MiddlewareSpecArgs AllowedSources(IEnumerable<string> ranges, int trustedProxies) => new()
    {
        IpAllowList = new IPAllowListArgs { SourceRange = [.. ranges], IpStrategy = new IPStrategyArgs { Depth = trustedProxies } },
    };

    /// <summary>Takes a path off the beginning of a request's.</summary>
    public static MiddlewareSpecArgs Stripped(string path) => new() { StripPrefix = new StripPrefixArgs { Prefixes = { path } } };

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
    public static CertificateSpecArgs Certificate(string host, string secret, string issuer) => new()
    {
        SecretName = secret,
        DnsNames = { host },
        IssuerRef = new IssuerReferenceArgs { Name = issuer, Kind = "ClusterIssuer", Group = "cert-manager.io" },
        RenewBeforePercentage = 33,
        PrivateKey = new CertificatePrivateKeyArgs { Algorithm = "ECDSA", Size = 256, RotationPolicy = "Always" },
    };

    /// <summary>All requests to a host over TLS.</summary>
    /// <param name="routes">The routes of the host.</param>
    /// <param name="middlewares">What the requests of each pass through.</param>
    /// <param name="tls">The certificate, and how clients may encrypt.</param>
    public static IngressRouteSpecArgs SecureRoute(IEnumerable<EdgeRoute> routes, RouteMiddlewares middlewares, TLSArgs tls) => new()
    {
        EntryPoints = { "websecure" },
        Routes = [.. routes.Select(route => Rule(route, middlewares.Of(route)))],
        Tls = tls,
    };

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
    public static IngressRouteSpecArgs PlainRoute(string host, IEnumerable<NamedMiddleware> middlewares)
    {
        var nothing = new ServiceArgs { Name = EdgeKinds.Nothing, Kind = EdgeKinds.TraefikService.Kind };
        return new IngressRouteSpecArgs { EntryPoints = { "web" }, Routes = { Rule(host, middlewares, nothing) } };
    }

    private static RouteArgs Rule(EdgeRoute route, IEnumerable<NamedMiddleware> middlewares)
    {
        var rule = Rule(route.Rule, middlewares, Served(route.Endpoint));
        if (route.Priority is { } priority)
            rule.Priority = priority;
        return rule;
    }

    private static ServiceArgs Served(ServiceEndpoint endpoint) => endpoint.Canary is null
        ? Target(endpoint.Service, endpoint)
        : new ServiceArgs { Name = endpoint.Service, Kind = EdgeKinds.TraefikService.Kind };

    private static RouteArgs Rule(string rule, IEnumerable<NamedMiddleware> middlewares, ServiceArgs service) => new()
    {
        Kind = "Rule",
        Match = rule,
        Middlewares = middlewares.Select(middleware => new MiddlewareRefArgs { Name = middleware.Name }).ToArray(),
        Services = { service },
    };

    private static SourceCriterionArgs Client(int trustedProxies)
        => new() { IpStrategy = new IPStrategyArgs { Depth = trustedProxies, Ipv6Subnet = Ipv6Subnet } };

    private static ServiceArgs Target(string service, ServiceEndpoint endpoint, int? weight = null)
    {
        var target = new ServiceArgs { Name = service, Port = endpoint.Port };
        if (weight is { } share)
            target.Weight = share;
        return target;
    }
}
