using Infra.Applications.Model;
using static Infra.Tests.Applications.Model.Rules.Shop;

namespace Infra.Tests.Applications.Model.Rules;

/// <summary>Limits of routes, and paths with limits of their own, that cannot be.</summary>
public sealed class RoutePolicyRulesTests
{
    private static readonly ServiceDefinition Public = Service with { IsPublic = true };

    [Fact]
    public void A_policy_with_all_its_words_has_no_faults()
        => Assert.Empty(FaultsOf(Public with
        {
            Route = new RoutePolicy
            {
                Kind = RouteKind.Webhook,
                RateLimit = new RateLimit(100, 2) { Period = TimeSpan.FromMinutes(1) },
                RequestsInFlight = 10,
                MaxBody = "1Ki",
                AllowedSources = ["203.0.113.0/24", "2001:db8::/32"],
            },
            PathRoutes = [new PathRoute("/live", new RoutePolicy { IsStreamed = true }), new PathRoute("/live/more", new RoutePolicy())],
        }));

    [Theory]
    [InlineData(0, 20, "Average is 0; it takes a whole number from 1 to 100000. Use 1 or more.")]
    [InlineData(100_001, 100_000, "Average is 100001; it takes a whole number from 1 to 100000. Use 100000 or less.")]
    [InlineData(10, 0, "Burst is 0; the average lets 10 requests a second through, which may come at once. Use 10 or more.")]
    [InlineData(10, 9, "Burst is 9; the average lets 10 requests a second through, which may come at once. Use 10 or more.")]
    [InlineData(10, 100_001, "Burst is 100001; it takes a whole number from 1 to 100000. Use 100000 or less.")]
    public void A_rate_limit_is_above_zero_and_lets_a_seconds_share_come_at_once(int average, int burst, string fault)
        => Assert.Equal(
            [$"application shop: api.Route: RateLimit.{fault}"],
            FaultsOf(Public with { Route = new RoutePolicy { RateLimit = new RateLimit(average, burst) } }));

    [Fact]
    public void A_share_of_a_second_is_rounded_up()
    {
        Assert.Equal(
            [
                "application shop: api.Route: RateLimit.Burst is 1; the average lets 2 requests a second through, which may come at once. "
                    + "Use 2 or more.",
            ],
            FaultsOf(Public with
            {
                Route = new RoutePolicy { RateLimit = new RateLimit(100, 1) { Period = TimeSpan.FromMinutes(1) } },
            }));
        Assert.Equal(
            [
                "application shop: api.Route: RateLimit.Period is 00:00:00; it takes a duration from 1s to 1h. Use 1s or more.",
            ],
            FaultsOf(Public with { Route = new RoutePolicy { RateLimit = new RateLimit(1, 1) { Period = TimeSpan.Zero } } }));
    }

    [Theory]
    [InlineData(0, "Use 1 or more")]
    [InlineData(100_001, "Use 100000 or less")]
    public void Some_requests_are_in_flight(int amount, string fix)
        => Assert.Equal(
            [$"application shop: api.Route: RequestsInFlight is {amount}; it takes a whole number from 1 to 100000. {fix}."],
            FaultsOf(Public with { Route = new RoutePolicy { RequestsInFlight = amount } }));

    [Fact]
    public void Timeouts_and_retries_are_bounded()
        => Assert.Equal(
            [
                "application shop: api.Route: Timeout is 00:00:00; it takes a duration from 1s to 1h. Use 1s or more.",
                "application shop: api.Route: Retries is 6; it takes a whole number from 0 to 5. Use 5 or less.",
                "application shop: api.PathRoutes of /slow: Timeout is 02:00:00; it takes a duration from 1s to 1h. Use 1h or less.",
                "application shop: api.PathRoutes of /slow: Retries is -1; it takes a whole number from 0 to 5. Use 0 or more.",
            ],
            FaultsOf(Public with
            {
                Route = new RoutePolicy { Timeout = TimeSpan.Zero, Retries = 6 },
                PathRoutes = [new PathRoute("/slow", new RoutePolicy { Timeout = TimeSpan.FromHours(2), Retries = -1 })],
            }));

    [Fact]
    public void A_body_has_room_and_is_no_stream()
        => Assert.Equal(
            [
                "application shop: api.Route: MaxBody is \"1023\"; it takes a quantity from 1Ki to 64Ti. Use 1Ki or more.",
                "application shop: api.PathRoutes of /live: MaxBody is \"1Mi\"; a stream has no end to wait for, as a limit on bodies "
                    + "does. Remove it, or IsStreamed.",
            ],
            FaultsOf(Public with
            {
                Route = new RoutePolicy { MaxBody = "1023" },
                PathRoutes = [new PathRoute("/live", new RoutePolicy { IsStreamed = true, MaxBody = "1Mi" })],
            }));

    [Theory]
    [InlineData("203.0.113.7/24")]
    [InlineData("203.0.113.7")]
    [InlineData("office")]
    public void A_source_is_an_address_range(string range)
        => Assert.Equal(
            [
                $"application shop: api.Route: AllowedSources is \"{range}\"; it takes an address range in CIDR notation, whose bits "
                    + "beyond the prefix are 0. Use one such as 203.0.113.0/24.",
            ],
            FaultsOf(Public with { Route = new RoutePolicy { AllowedSources = [range] } }));

    [Theory]
    [InlineData("example.com")]
    [InlineData("http://example.com")]
    [InlineData("'none'")]
    [InlineData("https://example.com; script-src *")]
    public void Who_embeds_is_an_origin(string source)
        => Assert.Equal(
            [
                $"application shop: api.Route: FrameAncestors is \"{source}\"; it takes *, 'self' or an origin such as "
                    + "https://example.com. Use one of these.",
            ],
            FaultsOf(Public with { Route = new RoutePolicy { FrameAncestors = [source, "*", "'self'", "https://*.example.com:8443"] } }));

    [Fact]
    public void A_stream_is_not_compressed()
        => Assert.Equal(
            [
                "application shop: api.Route: IsCompressed is true; what compresses a stream holds parts of it back. "
                    + "Remove it, or IsStreamed.",
            ],
            FaultsOf(Public with { Route = new RoutePolicy { IsStreamed = true, IsCompressed = true } }));

    [Fact]
    public void An_API_is_never_cached_and_neither_is_a_whole_host()
        => Assert.Equal(
            [
                "application shop: api.Route: IsImmutable is true; pages change with each release, and only files of a path of their own "
                    + "never do. Name the path in PathRoutes, and remove it here.",
                "application shop: api.PathRoutes of /files: IsImmutable is true; an API's answers are never cached. "
                    + "Remove it, or set Kind to Website where the path has files alone.",
            ],
            FaultsOf(Public with
            {
                Route = new RoutePolicy { Kind = RouteKind.Website, IsImmutable = true },
                PathRoutes = [new PathRoute("/files", new RoutePolicy { IsImmutable = true })],
            }));

    [Fact]
    public void Origins_are_hosts_of_the_stack()
    {
        Assert.Equal(
            [
                "application shop: api.Route: Cors.Origins is empty; it names the hosts whose pages may call. "
                    + "Add ValuePart.Domain, or remove Cors.",
            ],
            FaultsOf(WithCors(new CorsPolicy())));
        Assert.Equal(
            [
                "application shop: api.Route: Cors.Origins is \"apu\"; it is the host of a public service. Use api, or remove it.",
                "application shop: api.Route: Cors.Origins is EnvironmentPart; an origin is a host. "
                    + "Use ValuePart.Domain or ValuePart.HostOf.",
            ],
            FaultsOf(WithCors(
                new CorsPolicy(ValuePart.HostOf("apu"), ValuePart.Environment, ValuePart.Domain, ValuePart.HostOf("api")))));
    }

    [Fact]
    public void Methods_headers_and_the_age_of_CORS_are_such()
        => Assert.Equal(
            [
                "application shop: api.Route: Cors.Methods is \"get\"; methods are upper-case letters. Use one such as GET.",
                "application shop: api.Route: Cors.Headers is \"X Key\"; names of headers are letters, digits and '-'. "
                    + "Use one such as Content-Type.",
                "application shop: api.Route: Cors.MaxAge is 2.00:00:00; it takes a duration from 1s to 1d. Use 1d or less.",
            ],
            FaultsOf(WithCors(
                new CorsPolicy(ValuePart.Domain) { Methods = ["get"], Headers = ["X Key"], MaxAge = TimeSpan.FromDays(2) })));

    private static ServiceDefinition WithCors(CorsPolicy cors) => Public with { Route = new RoutePolicy { Cors = cors } };

    [Theory]
    [InlineData("api")]
    [InlineData("/")]
    [InlineData("/api/")]
    [InlineData("/a`)")]
    public void A_path_of_a_route_begins_with_a_slash(string path)
        => Assert.Equal(
            [
                $"application shop: api.PathRoutes is \"{path}\"; a path begins with '/', and goes on with letters, digits, '-', '.', '_' "
                    + "and '/'; it does not end in '/'. Use a path such as /api.",
            ],
            FaultsOf(Public with { PathRoutes = [new PathRoute(path, new RoutePolicy())] }));

    [Fact]
    public void A_path_of_a_route_is_served_to_the_outside()
    {
        var routes = Service with { PathRoutes = [new PathRoute("/api", new RoutePolicy())] };
        Assert.Equal(
            [
                "application shop: api.PathRoutes is \"/api\"; only a public service is reached from outside. Set IsPublic, or remove it.",
            ],
            FaultsOf(routes));
        const string NotServed =
            "application shop: api.PathRoutes is \"/api\"; the path is not served to the outside. Add \"/api*\" to PublicPaths, or remove "
                + "it from PrivatePaths.";
        Assert.Equal([NotServed], FaultsOf(routes with { IsPublic = true, PublicPaths = ["/hooks*"] }));
        Assert.Equal([NotServed], FaultsOf(routes with { IsPublic = true, PrivatePaths = ["/api"] }));
        Assert.Empty(FaultsOf(routes with { IsPublic = true, PublicPaths = ["/api*"], PrivatePaths = ["/api/inside"] }));
    }

    [Fact]
    public void Two_routes_that_match_the_same_are_refused()
    {
        var pages = Service with { Name = "pages", Port = 8001, IsPublic = true };
        Assert.Equal(
            [
                "application shop: api.PathRoutes and api.PathRoutes is \"/a\" of api; "
                    + "of two routes that match the same, one gets all the requests. Remove all but one.",
            ],
            FaultsOf(Public with { PathRoutes = [new PathRoute("/a", new RoutePolicy()), new PathRoute("/a", new RoutePolicy())] }));
        Assert.Equal(
            [
                "application shop: pages.PathRoutes and api.AlsoAt is \"/a\" of pages; "
                    + "of two routes that match the same, one gets all the requests. Remove all but one.",
            ],
            FaultsOf(
                Public with { AlsoAt = [new HostPath("pages", "/a")] },
                pages with { PathRoutes = [new PathRoute("/a", new RoutePolicy())] }));
        // The same path of two hosts.
        Assert.Empty(FaultsOf(
            Public with { PathRoutes = [new PathRoute("/a", new RoutePolicy())] },
            pages with { PathRoutes = [new PathRoute("/a", new RoutePolicy())] }));
    }
}
