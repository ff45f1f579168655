using Infra.Application;
using Infra.Kubernetes.CertManager;
using Infra.Kubernetes.Traefik;

namespace Infra.Edge;

/// <summary>What the edge is made of beside middlewares: routes, timeouts, TLS and certificates.</summary>
internal static class EdgeSpecs
{
    /// <summary>How long a service may take until its answer begins; to connect to it, Traefik's own 30 seconds.</summary>
    public static ServersTransportSpecArgs Timeout(TimeSpan timeout)
        => new() { ForwardingTimeouts = new ForwardingTimeoutsArgs { ResponseHeaderTimeout = Seconds(timeout) } };

    /// <summary>The name of <see cref="Timeout"/>: one for each length.</summary>
    public static string TimeoutName(TimeSpan timeout) => $"timeout.{Seconds(timeout)}";

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

    /// <summary>
    /// The shares of a service and its canary, in percent. A client stays with the version that it has met: the files of a page are of one
    /// version. Traefik knows each of the two once, with one timeout: the longest of the service's.
    /// </summary>
    public static TraefikServiceSpecArgs Shares(ServiceEndpoint endpoint, int canaryPercent)
    {
        var timeout = endpoint.PathRoutes.Select(route => route.Policy.Timeout).Append(endpoint.Route.Timeout).Max();
        var service = Target(endpoint.Service, endpoint.Port, timeout);
        service.Weight = 100 - canaryPercent;
        var canary = Target(endpoint.Canary!, endpoint.Port, timeout);
        canary.Weight = canaryPercent;
        return new TraefikServiceSpecArgs
        {
            Weighted = new WeightedRoundRobinArgs
            {
                Services = { service, canary },
                Sticky = new StickyArgs
                {
                    // Of the browser's session.
                    Cookie = new CookieArgs
                    {
                        Name = $"{endpoint.Service}-version",
                        Secure = true,
                        HttpOnly = true,
                        SameSite = "lax",
                    },
                },
            },
        };
    }

    /// <summary>
    /// All requests to a host over plain HTTP, through the middlewares to nothing: Traefik's redirect lets a request pass of which a
    /// trusted proxy says that it came over HTTPS. The rule is shorter than that of a certificate's challenge, which must win.
    /// </summary>
    public static IngressRouteSpecArgs PlainRoute(string host, IEnumerable<NamedMiddleware> middlewares)
        => new() { EntryPoints = { "web" }, Routes = { Rule(host, middlewares, Nothing()) } };

    /// <summary>
    /// All requests to a host over TLS, through the middlewares to nothing, since one of them sends all of them elsewhere.
    /// </summary>
    public static IngressRouteSpecArgs RedirectRoute(string host, IEnumerable<NamedMiddleware> middlewares, TLSArgs tls)
        => new() { EntryPoints = { "websecure" }, Routes = { Rule(host, middlewares, Nothing()) }, Tls = tls };

    /// <summary>What answers all requests itself.</summary>
    public static ServiceArgs Nothing() => new() { Name = EdgeKinds.Nothing, Kind = EdgeKinds.TraefikService.Kind };

    private static RouteArgs Rule(EdgeRoute route, IEnumerable<NamedMiddleware> middlewares)
    {
        var rule = Rule(route.Rule, middlewares, Served(route));
        if (route.Priority is { } priority)
            rule.Priority = priority;
        // What is not said would be off.
        if (!route.IsLogged)
            rule.Observability = new RouterObservabilityConfigArgs { AccessLogs = false, Metrics = true, Tracing = true };
        return rule;
    }

    private static ServiceArgs Served(EdgeRoute route) => (route.Endpoint.Canary, route.IsCanary) switch
    {
        (null, _) => Target(route.Endpoint.Service, route.Endpoint.Port, route.Policy.Timeout),
        (var canary, true) => Target(canary, route.Endpoint.Port, route.Policy.Timeout),
        _ => new ServiceArgs { Name = route.Endpoint.Service, Kind = EdgeKinds.TraefikService.Kind },
    };

    private static string Seconds(TimeSpan time) => $"{(int)time.TotalSeconds}s";

    private static RouteArgs Rule(string rule, IEnumerable<NamedMiddleware> middlewares, ServiceArgs service) => new()
    {
        Kind = "Rule",
        Match = rule,
        Middlewares = middlewares.Select(middleware => new MiddlewareRefArgs { Name = middleware.Name }).ToArray(),
        Services = { service },
    };

    private static ServiceArgs Target(string service, int port, TimeSpan timeout)
        => new() { Name = service, Port = port, ServersTransport = TimeoutName(timeout) };
}
