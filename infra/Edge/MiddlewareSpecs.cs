using Infra.Applications.Model;
using Infra.Kubernetes.Traefik;
using Infra.Settings;
using Infra.Values;

namespace Infra.Edge;

/// <summary>What the middlewares of the edge are made of.</summary>
internal static class MiddlewareSpecs
{
    // Two years: what browsers ask of hosts in their list (https://hstspreload.org).
    private const int StrictTransportSeconds = 63_072_000;

    // What a provider gives one subscriber, who could else take another address of it for each request.
    private const int Ipv6Subnet = 64;

    /// <summary>The Secret with the user and the password of the Redis in which the pods of Traefik count together.</summary>
    public const string RateLimitRedis = "rate-limit.redis";

    /// <summary>Limits how many requests one client address may send.</summary>
    /// <param name="limit">How many.</param>
    /// <param name="settings">Who tells the address, and where they are counted.</param>
    public static MiddlewareSpecArgs RateLimit(RateLimit limit, EdgeSettings settings)
    {
        var rateLimit = new RateLimitArgs
        {
            Average = limit.Average,
            Period = Duration.Format(limit.Period),
            Burst = limit.Burst,
            SourceCriterion = Client(settings.TrustedProxies),
        };
        if (settings.RateLimitRedis is { } redis)
            rateLimit.Redis = Counting(redis);
        return new MiddlewareSpecArgs { RateLimit = rateLimit };
    }

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

    /// <summary>Compresses text. Streams of events are none of it: their parts would be held back.</summary>
    public static MiddlewareSpecArgs Compression() => new()
    {
        Compress = new CompressArgs
        {
            IncludedContentTypes =
            {
                "text/html",
                "text/css",
                "text/plain",
                "text/javascript",
                "application/javascript",
                "application/json",
                "application/manifest+json",
                "application/xml",
                "image/svg+xml",
            },
        },
    };

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
            Service = EdgeSpecs.Nothing(),
        },
    };

    /// <summary>Sends requests to the same path of another host for good.</summary>
    public static MiddlewareSpecArgs RedirectTo(string host) => new()
    {
        RedirectRegex = new RedirectRegexArgs
        {
            Regex = "^https?://[^/]+/(.*)",
            Replacement = $"https://{host}/${{1}}",
            Permanent = true,
        },
    };

    /// <summary>Sends plain HTTP to HTTPS for good.</summary>
    public static MiddlewareSpecArgs RedirectToHttps() => new()
    {
        RedirectScheme = new RedirectSchemeArgs { Scheme = "https", Permanent = true },
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

    private static RedisArgs Counting(RateLimitRedisSettings settings)
    {
        var redis = new RedisArgs { Endpoints = { settings.Endpoint }, Secret = RateLimitRedis, Db = settings.Database };
        if (settings.IsEncrypted)
        {
            redis.Tls = new ClientTLSArgs { InsecureSkipVerify = false };
            if (settings.CaSecret is { } secret)
                redis.Tls = new ClientTLSArgs { CaSecret = secret };
        }

        return redis;
    }

    private static SourceCriterionArgs Client(int trustedProxies)
        => new() { IpStrategy = new IPStrategyArgs { Depth = trustedProxies, Ipv6Subnet = Ipv6Subnet } };
}
