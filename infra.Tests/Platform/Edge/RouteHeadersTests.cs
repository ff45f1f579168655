using Infra.Applications.Model;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Rendering;

namespace Infra.Tests.Platform.Edge;

/// <summary>The headers that answers have, by route and by host.</summary>
public sealed class RouteHeadersTests
{
    private static readonly ServiceDefinition Web = RoutePolicyTests.Web;

    [Theory]
    [InlineData("""{ "domain": "example.com" }""", "web.example.com", true)]
    [InlineData("""{ "domain": "example.com", "hosts": { "web": "example.com" } }""", "example.com", false)]
    [InlineData("""{ "domain": "example.com", "hosts": { "web": "badexample.com" } }""", "badexample.com", false)]
    [InlineData("""{ "hosts": { "web": "shop.example.org" } }""", "shop.example.org", false)]
    [InlineData("""{ "domain": "example.com", "formerHosts": { "web": ["shop.example.org"] } }""", "web.example.com", false)]
    [InlineData("""{ "domain": "example.com", "formerHosts": { "web": ["shop.example.com"] } }""", "shop.example.com", true)]
    [InlineData("""{ "domain": "example.com", "hosts": { "web": "example.com" }, "hstsSubdomains": true }""", "example.com", true)]
    public async Task Subdomains_are_bound_below_the_stacks_domain_and_elsewhere_where_it_is_set(string edge, string host, bool isBound)
    {
        var headers = (await EdgeOfAsync(Web, edge)).MiddlewareOf(new EdgeRequest(host, "/"), "headers");
        Assert.Equal(63_072_000, headers.Number("stsSeconds"));
        Assert.Equal((isBound, isBound), (headers.IsTrue("stsIncludeSubdomains"), headers.IsTrue("stsPreload")));
    }

    [Theory]
    [InlineData("""{ "domain": "example.com", "hosts": { "web": "example.com" }, "hstsSubdomains": true }""", true)]
    [InlineData("""{ "domain": "example.com", "hosts": { "web": "example.com" } }""", false)]
    [InlineData("""{ "domain": "example.com", "hstsSubdomains": true }""", false)]
    public async Task A_preview_warns_of_what_is_bound_for_two_years(string edge, bool isWarned)
    {
        var application = new ApplicationDefinition { Name = "shop", Services = [Web] };
        var settings = CustomStack.SettingsOf(application, "prod", ("edge", edge));
        var preview = await Preview.RunAsync(settings, "prod", Catalog.Default with { Applications = [application] });
        await using var text = new StringWriter();
        TextReport.Write(preview.Report(), text);
        Assert.Equal(
            isWarned,
            text.ToString().Contains(
                "browsers that have seen example.com refuse plain HTTP to all its subdomains for two years, whoever serves them",
                StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_made_to_be_embedded_may_be_shown_in_frames_and_the_rest_may_not()
    {
        var embedded = new RoutePolicy { FrameAncestors = ["'self'", "https://example.org"] };
        var edge = await EdgeOfAsync(Web with { PathRoutes = [new PathRoute("/widget", embedded)] });
        var widget = edge.MiddlewareOf(new EdgeRequest("web.example.com", "/widget"), "headers")!;
        Assert.Equal("frame-ancestors 'self' https://example.org", widget.Text("contentSecurityPolicy"));
        Assert.Null(widget["frameDeny"]);
        // An empty value takes the header away, which the application may send.
        Assert.Equal("", widget.Text("customResponseHeaders.X-Frame-Options"));
        Assert.True(widget.IsTrue("contentTypeNosniff"));

        var rest = edge.MiddlewareOf(new EdgeRequest("web.example.com", "/"), "headers")!;
        Assert.True(rest.IsTrue("frameDeny"));
        Assert.Null(rest["contentSecurityPolicy"]);
    }

    [Fact]
    public async Task Pages_of_named_hosts_may_call()
    {
        var cors = new CorsPolicy(ValuePart.Domain, ValuePart.HostOf("pages"))
        {
            Methods = ["GET"],
            Headers = ["X-Key"],
            AllowsCredentials = true,
            MaxAge = TimeSpan.FromMinutes(5),
        };
        var edge = await EdgeOfAsync(
            [Web with { Route = new RoutePolicy { Cors = cors } }, Web with { Name = "pages", Port = 8001 }],
            """{ "domain": "example.com", "hosts": { "pages": "shop.example.org" } }""");
        var headers = edge.MiddlewareOf(new EdgeRequest("web.example.com", "/"), "headers");
        Assert.Equal(["https://example.com", "https://shop.example.org"], TextsOf("accessControlAllowOriginList"));
        Assert.Equal(["GET"], TextsOf("accessControlAllowMethods"));
        Assert.Equal(["X-Key"], TextsOf("accessControlAllowHeaders"));
        Assert.Equal(300, headers.Number("accessControlMaxAge"));
        Assert.True(headers.IsTrue("accessControlAllowCredentials") && headers.IsTrue("addVaryHeader"));
        Assert.Null(edge.MiddlewareOf(new EdgeRequest("shop.example.org", "/"), "headers")!["accessControlAllowOriginList"]);

        string[] TextsOf(string key) => [.. headers.Items(key).Select(item => item.ToString())];
    }

    [Theory]
    [InlineData(RouteKind.Website, null, false, true)]
    [InlineData(RouteKind.Website, false, false, false)]
    [InlineData(RouteKind.Website, null, true, false)]
    [InlineData(RouteKind.Api, null, false, false)]
    [InlineData(RouteKind.Api, true, false, true)]
    public async Task Pages_are_compressed_and_streams_are_not(RouteKind kind, bool? isCompressed, bool isStreamed, bool compresses)
    {
        var policy = new RoutePolicy { Kind = kind, IsCompressed = isCompressed, IsStreamed = isStreamed };
        var compress = (await EdgeOfAsync(Web with { Route = policy })).MiddlewareOf(new EdgeRequest("web.example.com", "/"), "compress");
        Assert.Equal(compresses, compress is not null);
        if (compress is null)
            return;
        var types = compress.Items("includedContentTypes").Select(type => type.ToString()).ToList();
        Assert.Contains("text/html", types);
        Assert.All(["text/event-stream", "image/png", "application/octet-stream"], type => Assert.DoesNotContain(type, types));
    }

    [Fact]
    public async Task Files_that_never_change_are_kept_for_a_year_and_errors_are_not()
    {
        var files = new PathRoute("/assets", new RoutePolicy { Kind = RouteKind.Website, IsImmutable = true });
        var edge = await EdgeOfAsync(Web with { Route = new RoutePolicy { Kind = RouteKind.Website }, PathRoutes = [files] });
        var middlewares = edge.MiddlewaresOf(new EdgeRequest("web.example.com", "/assets/main.4f2a.js"));
        Assert.Equal(["errors.bare", "cache.year"], middlewares.Select(middleware => middleware.Name).TakeLast(2));
        Assert.Equal(
            "public, max-age=31536000, immutable",
            middlewares[^1].Spec.Text("headers.customResponseHeaders.Cache-Control"));
        // It comes before what sets the header, so that it drops it from errors with all that they say.
        Assert.Equal(["400-599"], middlewares[^2].Spec.Items("errors.status").Select(status => status.ToString()));
        Assert.Equal(
            ("noop@internal", "TraefikService"),
            (middlewares[^2].Spec.Text("errors.service.name"), middlewares[^2].Spec.Text("errors.service.kind")));
        Assert.DoesNotContain(
            edge.MiddlewaresOf(new EdgeRequest("web.example.com", "/assets.html")),
            middleware => middleware.Name is "cache.year" or "errors.bare");
    }

    private static Task<RenderedEdge> EdgeOfAsync(ServiceDefinition service, string edge = """{ "domain": "example.com" }""")
        => EdgeOfAsync([service], edge);

    private static async Task<RenderedEdge> EdgeOfAsync(ServiceDefinition[] services, string edge)
    {
        var application = new ApplicationDefinition { Name = "shop", Services = [.. services] };
        var run = await new StackRun { Settings = CustomStack.SettingsOf(application, "prod", ("edge", edge)) }.RunAsync();
        return new RenderedEdge(run.Plan);
    }
}
