using System.Collections.Immutable;
using Infra.Values;

namespace Infra.Applications.Model;

/// <summary>Who sends the requests of a route. What its policy leaves open has the default of its kind.</summary>
public enum RouteKind
{
    /// <summary>
    /// Programs that call an API: <c>infra:edge.rateLimit</c>, and bodies up to <see cref="RoutePolicy.DefaultMaxBody"/>.
    /// </summary>
    Api,

    /// <summary>
    /// Browsers, which load a page with all its files at once: <c>infra:edge.websiteRateLimit</c>, and bodies of any size.
    /// </summary>
    Website,

    /// <summary>
    /// Other products, which report the events of all their users from a few addresses: <c>infra:edge.webhookRateLimit</c>, and bodies up
    /// to <see cref="RoutePolicy.DefaultMaxBody"/>.
    /// </summary>
    Webhook,
}

/// <summary>What the edge does with the requests of a route.</summary>
public sealed record RoutePolicy
{
    /// <summary>The largest body of a request where neither the route nor its kind says otherwise.</summary>
    public static Quantity DefaultMaxBody { get; } = "10Mi";

    /// <summary>Who sends the requests. Default: programs.</summary>
    public RouteKind Kind { get; init; }

    /// <summary>How many requests one client address may send; more get status 429. Default: that of the kind.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>How many requests of one client address are served at a time, 1 or more; more get status 429. Default: no limit.</summary>
    public int? RequestsInFlight { get; init; }

    /// <summary>
    /// The largest body of a request, from 1Ki to <c>infra:edge.maxBody</c>; larger ones get status 413. Traefik holds requests and
    /// answers of a route with such a limit until they are complete. Default: that of the kind.
    /// </summary>
    public Quantity? MaxBody { get; init; }

    /// <summary>
    /// Whether requests or answers are streams, such as WebSockets or server-sent events, which nothing may hold until they are complete:
    /// there is no limit on bodies then. Default: false.
    /// </summary>
    public bool IsStreamed { get; init; }

    /// <summary>
    /// The address ranges in CIDR notation that alone are served; others get status 403. <c>infra:edge.allowedSources</c> narrows it
    /// further. Default: all.
    /// </summary>
    public ImmutableArray<string> AllowedSources { get; init; } = [];

    /// <summary>
    /// How long the service may take until its answer begins, from 1 second to 1 hour; then the client gets status 504. What follows may
    /// take as long as it wants, such as a stream. Default: 60 seconds.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How often a request is sent again that reached no pod, as where one has just gone, 0 to 5. One of which a pod has read anything is
    /// never sent again, so that nothing is done twice. Default: once to a website, never to others.
    /// </summary>
    public int? Retries { get; init; }

    /// <summary>
    /// Who may show its pages in a frame, as sources of the Content-Security-Policy: <c>*</c>, <c>'self'</c> or origins such as
    /// <c>https://example.com</c>. It takes the place of the application's own policy. Default: nobody.
    /// </summary>
    public ImmutableArray<string> FrameAncestors { get; init; } = [];

    /// <summary>Which pages of other origins may call it. Default: those that the application itself allows.</summary>
    public CorsPolicy? Cors { get; init; }

    /// <summary>
    /// Whether answers are compressed where the client takes it, from 1 KiB on. Answers that hold a secret beside what the client sent
    /// should not be. Default: a website's are, unless they are streams.
    /// </summary>
    public bool? IsCompressed { get; init; }

    /// <summary>
    /// Whether its files never change under their names, so that browsers and caches keep them for a year; errors are kept by nobody. For
    /// paths of websites. Default: false.
    /// </summary>
    public bool IsImmutable { get; init; }

    /// <summary>How often a request is sent again that reached no pod.</summary>
    public int RetriesOrDefault => Retries ?? (Kind == RouteKind.Website && !IsStreamed ? 1 : 0);

    /// <summary>Whether answers are compressed.</summary>
    public bool Compresses => IsCompressed ?? (Kind == RouteKind.Website && !IsStreamed);

    /// <summary>The largest body of a request; null for no limit.</summary>
    public Quantity? BodyLimit => IsStreamed ? null : MaxBody ?? (Kind == RouteKind.Website ? null : DefaultMaxBody);
}

/// <summary>Which pages of other origins may call a route (CORS).</summary>
/// <param name="Origins">The hosts whose pages may, over HTTPS: <see cref="ValuePart.Domain"/> or <see cref="ValuePart.HostOf"/>.</param>
public sealed record CorsPolicy(params ImmutableArray<ValuePart> Origins)
{
    /// <summary>The methods of their requests. Default: GET, POST, PUT, PATCH and DELETE.</summary>
    public ImmutableArray<string> Methods { get; init; } = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>The headers that their requests may have, beside the few that all may. Default: Authorization and Content-Type.</summary>
    public ImmutableArray<string> Headers { get; init; } = ["Authorization", "Content-Type"];

    /// <summary>Whether their requests may carry cookies. Default: false.</summary>
    public bool AllowsCredentials { get; init; }

    /// <summary>How long a browser need not ask again, from 1 second to 1 day. Default: 1 hour.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(1);
}

/// <summary>A path of a service's host, and all below it, whose requests are treated in a way of their own.</summary>
/// <param name="Path">The path: '/', then letters, digits, '-', '.', '_' and '/', the last one no '/'.</param>
/// <param name="Policy">What the edge does with its requests.</param>
public sealed record PathRoute(string Path, RoutePolicy Policy);

/// <summary>
/// How many requests one client address may send: tokens that come back at a steady pace, of which each request takes one.
/// </summary>
/// <param name="Average">The requests in a <see cref="Period"/>, 1 or more.</param>
/// <param name="Burst">The requests that may arrive at once, no fewer than arrive in a second on average.</param>
public sealed record RateLimit(int Average, int Burst)
{
    /// <summary>The time that <see cref="Average"/> refers to, from 1 second to 1 hour. Default: 1 second.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The smallest burst: fewer than one second's share would refuse clients that keep to the average.</summary>
    public int LeastBurst => (int)Math.Ceiling(Average / Period.TotalSeconds);
}
