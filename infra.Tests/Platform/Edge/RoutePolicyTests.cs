using Infra.Applications.Model;
using Infra.Tests.Support;
using Infra.Values;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Edge;

/// <summary>What requests pass through on their way, as definitions and stack files say it.</summary>
public sealed class RoutePolicyTests
{
    private const string Host = "web.example.com";

    internal static readonly ServiceDefinition Web = new()
    {
        Name = "web",
        Image = "shop",
        Port = 8000,
        IsPublic = true,
        Health = new HealthProbes { Liveness = HealthProbe.Http("/live"), Readiness = HealthProbe.Http("/ready") },
    };

    [Fact]
    public async Task A_limit_of_a_route_takes_the_place_of_its_kinds()
    {
        var limited = new RoutePolicy { RateLimit = new RateLimit(100, 30) { Period = TimeSpan.FromMinutes(1) } };
        var edge = await EdgeOfAsync(Web with { PathRoutes = [new PathRoute("/import", limited)] });
        Assert.Equal("rate-limit", edge.MiddlewaresOf(new EdgeRequest(Host, "/"))[0].Name);
        Assert.Equal("rate-limit", edge.MiddlewaresOf(new EdgeRequest(Host, "/imports"))[0].Name);
        foreach (var path in new[] { "/import", "/import/file" })
        {
            var (name, spec) = edge.MiddlewaresOf(new EdgeRequest(Host, path))[0];
            Assert.Equal("rate-limit.100-per-1m-burst-30", name);
            var limit = spec["rateLimit"];
            Assert.Equal((100, "1m", 30), (limit.Number("average"), limit.Text("period"), limit.Number("burst")));
        }
    }

    [Fact]
    public async Task Requests_in_flight_are_counted_by_client()
    {
        var edge = await EdgeOfAsync(Web with { Route = new RoutePolicy { RequestsInFlight = 7 } });
        var limit = edge.MiddlewareOf(new EdgeRequest(Host, "/"), "inFlightReq");
        Assert.Equal(
            (7, 0, 64),
            (
                limit.Number("amount"),
                limit.Number("sourceCriterion.ipStrategy.depth"),
                limit.Number("sourceCriterion.ipStrategy.ipv6Subnet")));
    }

    [Theory]
    [InlineData(RouteKind.Api, null, false, 10_485_760)]
    [InlineData(RouteKind.Webhook, null, false, 10_485_760)]
    [InlineData(RouteKind.Website, null, false, null)]
    [InlineData(RouteKind.Website, "1Mi", false, 1_048_576)]
    [InlineData(RouteKind.Api, "20Mi", false, 20_971_520)]
    [InlineData(RouteKind.Api, null, true, null)]
    public async Task A_body_is_limited_unless_it_is_a_websites_or_a_stream(RouteKind kind, string? most, bool isStreamed, int? bytes)
    {
        var policy = new RoutePolicy { Kind = kind, MaxBody = most is null ? null : (Quantity)most, IsStreamed = isStreamed };
        var edge = await EdgeOfAsync(Web with { Route = policy });
        Assert.Equal(bytes, edge.MiddlewareOf(new EdgeRequest(Host, "/"), "buffering")?.Number("maxRequestBodyBytes"));
    }

    [Fact]
    public async Task Sources_of_the_definition_and_of_the_stack_file_must_both_hold()
    {
        var web = Web with { PathRoutes = [new PathRoute("/hook", new RoutePolicy { AllowedSources = ["203.0.113.0/24"] })] };
        var edge = await EdgeOfAsync(web, """{ "domain": "example.com", "allowedSources": { "web": ["198.51.100.0/24"] } }""");
        Assert.Equal([["198.51.100.0/24"]], SourcesOf("/"));
        Assert.Equal([["203.0.113.0/24"], ["198.51.100.0/24"]], SourcesOf("/hook"));

        IEnumerable<IEnumerable<string>> SourcesOf(string path)
            => from middleware in edge.MiddlewaresOf(new EdgeRequest(Host, path))
               where middleware.Spec["ipAllowList"] is not null
               select middleware.Spec["ipAllowList"].Items("sourceRange").Select(range => range.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_path_of_another_host_is_taken_off_where_the_definition_says_so(bool isStripped)
    {
        var api = Web with { Name = "api", Port = 8001, AlsoAt = [new HostPath("web", "/api") { IsStripped = isStripped }] };
        var edge = await EdgeOfAsync([Web, api]);
        var request = new EdgeRequest(Host, "/api/notes");
        Assert.Equal("api", edge.ServiceOf(request));
        Assert.Equal(
            isStripped ? ["/api"] : null,
            edge.MiddlewareOf(request, "stripPrefix")?.Items("prefixes").Select(prefix => prefix.ToString()));
        Assert.Null(edge.MiddlewareOf(new EdgeRequest("api.example.com", "/notes"), "stripPrefix"));
    }

    [Fact]
    public async Task A_path_of_a_service_is_treated_alike_on_another_host()
    {
        var api = Web with
        {
            Name = "api",
            Port = 8001,
            AlsoAt = [new HostPath("web", "/api")],
            PathRoutes = [new PathRoute("/api/files", new RoutePolicy { MaxBody = "50Mi" })],
        };
        var edge = await EdgeOfAsync([Web, api]);
        Assert.All([Host, "api.example.com"], host =>
        {
            var request = new EdgeRequest(host, "/api/files/1");
            Assert.Equal("api", edge.ServiceOf(request));
            Assert.Equal(52_428_800, edge.MiddlewareOf(request, "buffering").Number("maxRequestBodyBytes"));
        });
    }

    [Fact]
    public async Task A_service_is_waited_for_as_long_as_its_route_says()
    {
        var slow = new PathRoute("/report", new RoutePolicy { Timeout = TimeSpan.FromMinutes(5) });
        var plan = await PlanOfAsync([Web with { PathRoutes = [slow] }], """{ "domain": "example.com" }""");
        var edge = new RenderedEdge(plan);
        Assert.Equal("60s", TimeoutOf("/"));
        Assert.Equal("300s", TimeoutOf("/report/1"));

        string TimeoutOf(string path)
        {
            var name = edge.RouteOf(new EdgeRequest(Host, path))!.Items("services").Single().Text("serversTransport");
            return plan.Find($"ServersTransport {name}").Inputs.Text("spec.forwardingTimeouts.responseHeaderTimeout");
        }
    }

    [Theory]
    [InlineData(RouteKind.Website, null, false, 2)]
    [InlineData(RouteKind.Website, 0, false, null)]
    [InlineData(RouteKind.Website, null, true, null)]
    [InlineData(RouteKind.Api, null, false, null)]
    [InlineData(RouteKind.Api, 3, false, 4)]
    public async Task What_reached_no_pod_is_sent_again(RouteKind kind, int? retries, bool isStreamed, int? attempts)
    {
        var policy = new RoutePolicy { Kind = kind, Retries = retries, IsStreamed = isStreamed };
        var retry = (await EdgeOfAsync(Web with { Route = policy })).MiddlewareOf(new EdgeRequest(Host, "/"), "retry");
        Assert.Equal(attempts, retry?.Number("attempts"));
        // A status is no reason: the pod has done something then.
        Assert.Null(retry?["status"]);
        Assert.Null(retry?["retryNonIdempotentMethod"]);
    }

    [Fact]
    public async Task Paths_of_probes_are_not_in_the_access_log_and_all_others_are()
    {
        var edge = await EdgeOfAsync(Web with
        {
            MetricsPath = "/metrics",
            PrivatePaths = ["/ready"],
            PathRoutes = [new PathRoute("/live", new RoutePolicy { Kind = RouteKind.Website })],
        });
        var observability = edge.RouteOf(new EdgeRequest(Host, "/live"))!["observability"];
        Assert.Equal(
            (false, true, true),
            (observability.IsTrue("accessLogs"), observability.IsTrue("metrics"), observability.IsTrue("tracing")));
        Assert.Equal("rate-limit.website", edge.MiddlewaresOf(new EdgeRequest(Host, "/live"))[0].Name);
        Assert.All(["/", "/lives", "/live/1"], path => Assert.Null(edge.RouteOf(new EdgeRequest(Host, path))!["observability"]));
        Assert.Null(edge.RouteOf(new EdgeRequest(Host, "/ready")));
        Assert.Null(edge.RouteOf(new EdgeRequest(Host, "/metrics")));
    }

    [Fact]
    public async Task A_home_page_that_is_probed_is_in_the_access_log()
    {
        var home = new HealthProbes { Liveness = HealthProbe.Http("/"), Readiness = HealthProbe.Http("/") };
        var edge = await EdgeOfAsync(Web with { Health = home });
        Assert.Null(edge.RouteOf(new EdgeRequest(Host, "/"))!["observability"]);
    }

    private static Task<RenderedEdge> EdgeOfAsync(ServiceDefinition service, string edge = """{ "domain": "example.com" }""")
        => EdgeOfAsync([service], edge);

    private static async Task<RenderedEdge> EdgeOfAsync(ServiceDefinition[] services, string edge = """{ "domain": "example.com" }""")
        => new(await PlanOfAsync(services, edge));

    private static async Task<Plan> PlanOfAsync(ServiceDefinition[] services, string edge)
    {
        var application = new ApplicationDefinition { Name = "shop", Services = [.. services] };
        return (await new StackRun { Settings = CustomStack.SettingsOf(application, "prod", ("edge", edge)) }.RunAsync()).Plan;
    }
}
