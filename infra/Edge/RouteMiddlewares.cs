using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Kubernetes;
using Infra.Settings;
using Infra.Values;

namespace Infra.Edge;

/// <summary>What requests pass through on their way.</summary>
/// <param name="settings">The settings of the edge.</param>
internal sealed class RouteMiddlewares(EdgeSettings settings)
{
    private const string ApiRateLimit = "rate-limit";

    /// <summary>The middlewares of a route, in the order in which requests pass through them.</summary>
    public IEnumerable<NamedMiddleware> Of(EdgeRoute route)
    {
        var policy = route.Policy;
        yield return RateLimitOf(policy);
        // Before those that refuse requests, whose answers have the headers as well.
        yield return SecurityHeadersOf(policy, settings.AllHostsOf(route.Host));
        foreach (var sources in SourcesOf(route))
        {
            yield return new NamedMiddleware(
                $"allowed-sources.{ContentHash.Of(sources)}",
                MiddlewareSpecs.AllowedSources(sources, settings.TrustedProxies));
        }

        if (policy.RequestsInFlight is { } amount)
            yield return new NamedMiddleware($"in-flight.{amount}", MiddlewareSpecs.InFlight(amount, settings.TrustedProxies));
        if (BodyLimitOf(policy) is { } limit)
            yield return new NamedMiddleware($"body-limit.{limit.Canonical.ToLowerInvariant()}", MiddlewareSpecs.BodyLimit(limit));
        if (policy.RetriesOrDefault is > 0 and var retries)
            yield return new NamedMiddleware($"retry.{retries}", MiddlewareSpecs.Retried(retries));
        if (policy.Compresses)
            yield return new NamedMiddleware("compress.text", MiddlewareSpecs.Compression());
        if (policy.IsImmutable)
        {
            yield return new NamedMiddleware("errors.bare", MiddlewareSpecs.BareErrors());
            yield return new NamedMiddleware("cache.year", MiddlewareSpecs.CachedForAYear());
        }

        if (route.StrippedPath is { } path)
            yield return new NamedMiddleware($"strip-prefix.{ContentHash.Of(path)}", MiddlewareSpecs.Stripped(path));
    }

    /// <summary>The middlewares of plain HTTP.</summary>
    public IEnumerable<NamedMiddleware> OfPlainHttp()
        => [RateLimitOf(new RoutePolicy()), new NamedMiddleware("redirect-to-https", MiddlewareSpecs.RedirectToHttps())];

    /// <summary>The middlewares of a host whose requests are sent to another one.</summary>
    public IEnumerable<NamedMiddleware> OfRedirect(string host, string target)
    {
        var policy = new RoutePolicy { Kind = RouteKind.Website };
        return
        [
            RateLimitOf(policy),
            SecurityHeadersOf(policy, [host]),
            new NamedMiddleware($"redirect-to.{target}", MiddlewareSpecs.RedirectTo(target)),
        ];
    }

    private NamedMiddleware SecurityHeadersOf(RoutePolicy policy, IReadOnlyList<string> hosts)
    {
        var binds = hosts.All(settings.BindsSubdomainsOf);
        ImmutableArray<string> origins = [.. policy.Cors?.Origins.Select(OriginOf) ?? []];
        var name = "security-headers";
        if (!binds)
            name += ".this-host";
        if (!policy.FrameAncestors.IsEmpty)
            name += $".frames.{ContentHash.Of(policy.FrameAncestors)}";
        if (policy.Cors is { } cors)
        {
            var credentials = cors.AllowsCredentials ? "credentials" : "";
            var age = Duration.Format(cors.MaxAge);
            name += $".cors.{ContentHash.Of([.. origins, .. cors.Methods, .. cors.Headers, credentials, age])}";
        }

        return new NamedMiddleware(name, MiddlewareSpecs.SecurityHeaders(policy, binds, origins));
    }

    private string OriginOf(ValuePart part)
        => part is HostPart host ? $"https://{settings.Hosts[host.Service]}" : $"https://{settings.Domain}";

    private NamedMiddleware RateLimitOf(RoutePolicy policy)
    {
        var limit = policy.RateLimit ?? settings.RateLimits.Of(policy.Kind);
        var name = (policy.RateLimit, policy.Kind) switch
        {
            (not null, _) => $"rate-limit.{limit.Average}-per-{Duration.Format(limit.Period)}-burst-{limit.Burst}",
            (_, RouteKind.Website) => "rate-limit.website",
            (_, RouteKind.Webhook) => "rate-limit.webhook",
            _ => ApiRateLimit,
        };
        return new NamedMiddleware(name, MiddlewareSpecs.RateLimit(limit, settings));
    }

    private Quantity? BodyLimitOf(RoutePolicy policy)
        => policy.BodyLimit is { } limit && limit.Amount > settings.MaxBody.Amount ? settings.MaxBody : policy.BodyLimit;

    // A request must come from an address of both lists.
    private IEnumerable<ImmutableArray<string>> SourcesOf(EdgeRoute route)
    {
        if (!route.Policy.AllowedSources.IsEmpty)
            yield return route.Policy.AllowedSources;
        if (settings.AllowedSources.TryGetValue(route.Host, out var sources))
            yield return sources;
    }
}
