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

    /// <summary>Sends a request again that reached no server.</summary>
    public static MiddlewareSpecArgs Retried(int retries)
        => new() { Retry = new RetryArgs { Attempts = retries + 1, InitialInterval = "100ms" } };

    /// <summary>How long a service may take until its answer begins; to connect to it, Traefik's own 30 seconds.</summary>
    public static ServersTransportSpecArgs Timeout(TimeSpan timeout)
        => new() { ForwardingTimeouts = new ForwardingTimeoutsArgs { ResponseHeaderTimeout = Seconds(timeout) } };

    /// <summary>The name of <see cref="Timeout"/>: one for each length.</summary>
    public static string TimeoutName(TimeSpan timeout) => $"timeout.{Seconds(timeout)}";

    /// <summary>Takes a path off the beginning of a request's.</summary>
    public static MiddlewareSpecArgs Stripped(string path) => new() { StripPrefix = new StripPrefixArgs { Prefixes = { path } } };

    /// <summary>Headers that keep browsers from helping an attacker, and none that tell what runs here.</summary>
    /// <param name="policy">Who may show the pages in a frame, and who may call from other origins.</param>
    /// <param name="bindsSubdomains">Whether browsers insist on HTTPS for the subdomains of the host as well.</param>
    /// <param name="origins">The origins whose pages may call.</param>
    public static MiddlewareSpecArgs SecurityHeaders(RoutePolicy policy, bool bindsSubdomains, IReadOnlyCollection<string> origins)
    {
        var headers = new HeadersArgs
        {
            StsSeconds = StrictTransportSeconds,
            ContentTypeNosniff = true,
            // X-XSS-Protection: 1; mode=block.
            BrowserXssFilter = true,
            ReferrerPolicy = "strict-origin-when-cross-origin",
            CustomResponseHeaders = { ["Server"] = "", ["X-Powered-By"] = "" },
        };
        if (bindsSubdomains)
        {
            headers.StsIncludeSubdomains = true;
            headers.StsPreload = true;
        }

        if (policy.FrameAncestors.IsEmpty)
        {
            headers.FrameDeny = true;
        }
        else
        {
            headers.ContentSecurityPolicy = $"frame-ancestors {string.Join(' ', policy.FrameAncestors)}";
            headers.CustomResponseHeaders.Add("X-Frame-Options", "");
        }

        if (policy.Cors is { } cors)
            AddCors(headers, cors, origins);
        return new MiddlewareSpecArgs { Headers = headers };
    }

    /// <summary>Compresses what is compressible, but no stream of events.</summary>
    public static MiddlewareSpecArgs Compression()
        => new() { Compress = new CompressArgs { ExcludedContentTypes = { "text/event-stream" } } };

    /// <summary>Has browsers and caches keep answers for a year.</summary>
    public static MiddlewareSpecArgs CachedForAYear() => new()
    {
        Headers = new HeadersArgs { CustomResponseHeaders = { ["Cache-Control"] = "public, max-age=31536000, immutable" } },
    };

    /// <summary>
    /// Takes the headers off errors, and with them how long to keep them: else a file that is not there yet, as during a rollout, would be
    /// missing for a year. Who answers instead has a status of its own, which Traefik replaces by the error's.
    /// </summary>
    public static MiddlewareSpecArgs BareErrors() => new()
    {
        Errors = new ErrorPageArgs
        {
            Status = { "400-599" },
            Service = new ServiceArgs { Name = EdgeKinds.Nothing, Kind = EdgeKinds.TraefikService.Kind },
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
    {
        var nothing = new ServiceArgs { Name = EdgeKinds.Nothing, Kind = EdgeKinds.TraefikService.Kind };
        return new IngressRouteSpecArgs { EntryPoints = { "web" }, Routes = { Rule(host, middlewares, nothing) } };
    }

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

    private static void AddCors(HeadersArgs headers, CorsPolicy cors, IReadOnlyCollection<string> origins)
    {
        headers.AccessControlAllowOriginList = [.. origins];
        headers.AccessControlAllowMethods = [.. cors.Methods];
        headers.AccessControlAllowHeaders = [.. cors.Headers];
        headers.AccessControlMaxAge = (int)cors.MaxAge.TotalSeconds;
        // Answers differ by origin, which caches must know.
        headers.AddVaryHeader = true;
        if (cors.AllowsCredentials)
            headers.AccessControlAllowCredentials = true;
    }

    private static SourceCriterionArgs Client(int trustedProxies)
        => new() { IpStrategy = new IPStrategyArgs { Depth = trustedProxies, Ipv6Subnet = Ipv6Subnet } };

    private static ServiceArgs Target(string service, int port, TimeSpan timeout)
        => new() { Name = service, Port = port, ServersTransport = TimeoutName(timeout) };
}
