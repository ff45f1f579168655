using System.Text.RegularExpressions;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Platform.Edge;

/// <summary>Which service answers which request: the rendered rules and priorities, as Traefik takes them.</summary>
public sealed class RequestTableTests
{
    [Theory]
    [InlineData("reference", "prod", "GET", "api.example.com", "/", "api")]
    [InlineData("reference", "prod", "POST", "api.example.com", "/notes", "api")]
    [InlineData("reference", "prod", "GET", "api.example.com", "/health", "api")]
    [InlineData("reference", "prod", "GET", "api.example.com", "/metrics", null)]
    [InlineData("reference", "prod", "GET", "api.example.com", "/metrics/all", null)]
    [InlineData("reference", "prod", "GET", "api.example.com", "/metricsx", "api")]
    [InlineData("reference", "prod", "GET", "www.example.com", "/", null)]
    [InlineData("equivalence", "prod", "POST", "equivalence.example.com", "/evaluate", "web")]
    [InlineData("equivalence", "prod", "GET", "equivalence.example.com", "/docs", "web")]
    [InlineData("equivalence", "prod", "GET", "equivalence.example.com", "/ready", null)]
    [InlineData("equivalence", "prod", "GET", "equivalence.example.com", "/metrics", null)]
    [InlineData("equivalence", "prod", "GET", "equivalence.example.com", "/test-ui", null)]
    [InlineData("equivalence", "prod", "GET", "equivalence.example.com", "/test-ui/app.js", null)]
    [InlineData("equivalence", "stage", "GET", "equivalence.stage.example.com", "/test-ui", null)]
    [InlineData("equivalence", "dev", "GET", "equivalence.dev.example.com", "/test-ui", "web")]
    [InlineData("equivalence", "dev", "GET", "equivalence.dev.example.com", "/ready", null)]
    [InlineData("julia", "prod", "POST", "julia.example.com", "/webhook/evolution", "julia-api")]
    [InlineData("julia", "prod", "POST", "julia.example.com", "/webhooks/slack", "julia-api")]
    [InlineData("julia", "prod", "POST", "julia.example.com", "/handoff", "julia-api")]
    [InlineData("julia", "prod", "POST", "julia.example.com", "/chatwoot", "julia-api")]
    [InlineData("julia", "prod", "GET", "julia.example.com", "/health", "julia-api")]
    [InlineData("julia", "prod", "GET", "julia.example.com", "/health/deep", null)]
    [InlineData("julia", "prod", "POST", "julia.example.com", "/jobs/heartbeat", null)]
    [InlineData("julia", "prod", "GET", "julia.example.com", "/", null)]
    [InlineData("julia", "prod", "GET", "chat.example.com", "/", "chatwoot")]
    [InlineData("julia", "prod", "GET", "chat.example.com", "/cable", "chatwoot")]
    [InlineData("julia", "prod", "GET", "chat.example.com", "/widget", "chatwoot")]
    [InlineData("julia", "prod", "POST", "evolution.example.com", "/instance/create", null)]
    [InlineData("car-api", "prod", "GET", "api.example.com", "/api/v1/cars/", "car-api")]
    [InlineData("car-api", "prod", "GET", "api.example.com", "/health_check", "car-api")]
    [InlineData("car-api", "prod", "GET", "api.example.com", "/static/logo.svg", "car-api")]
    [InlineData("car-api", "prod", "GET", "api.example.com", "/metrics", null)]
    [InlineData("car-api", "prod", "GET", "example.com", "/", null)]
    [InlineData("nica", "prod", "GET", "app.example.com", "/", "nica-frontend")]
    [InlineData("nica", "prod", "GET", "app.example.com", "/api", "nica-frontend")]
    [InlineData("nica", "prod", "GET", "app.example.com", "/api/v10/plans", "nica-frontend")]
    [InlineData("nica", "prod", "GET", "app.example.com", "/_next/static/chunks/main.js", "nica-frontend")]
    [InlineData("nica", "prod", "POST", "app.example.com", "/api/v1", "nica-backend")]
    [InlineData("nica", "prod", "POST", "app.example.com", "/api/v1/plans", "nica-backend")]
    [InlineData("nica", "prod", "POST", "api.example.com", "/api/v1/plans", "nica-backend")]
    [InlineData("graphrag", "prod", "GET", "graphrag.example.com", "/", "graphrag")]
    [InlineData("graphrag", "prod", "POST", "graphrag.example.com", "/api/trpc/documents.upload", "graphrag")]
    [InlineData("graphrag", "prod", "GET", "graphrag.example.com", "/metrics", null)]
    public async Task A_request_is_answered_by(string application, string stack, string method, string host, string path, string? service)
        => Assert.Equal(
            service,
            (await RenderedEdge.OfAsync(stack, application)).ServiceOf(new EdgeRequest(host, path) { Method = method }));

    [Fact]
    public async Task A_redirected_host_sends_every_request_to_the_services_host()
    {
        var settings = CustomStack.SettingsOf(
            Catalog.Default,
            "prod",
            ("objectStorage", """{ "destination": "s3://backups/test" }"""),
            ("edge", """{ "domain": "example.com", "hosts": { "api": "example.com" }, "redirects": { "www.example.com": "api" } }"""));
        var preview = await Preview.RunAsync(settings, "prod", Catalog.Default);
        Assert.True(preview.IsPassed);

        var edge = new RenderedEdge(preview.Plan);
        var request = new EdgeRequest("www.example.com", "/notes/1");
        Assert.Equal("noop@internal", edge.ServiceOf(request));
        var redirect = edge.MiddlewareOf(request, "redirectRegex");
        Assert.Equal(
            "https://example.com/notes/1?page=2",
            Regex.Replace(
                "https://www.example.com/notes/1?page=2",
                redirect.Text("regex"),
                redirect.Text("replacement"),
                RegexOptions.None,
                TimeSpan.FromSeconds(1)));
        Assert.True(redirect.IsTrue("permanent"));
        Assert.Equal("api", edge.ServiceOf(new EdgeRequest("example.com", "/notes/1")));

        var certificate = preview.Plan.Find("Certificate www.example.com").Inputs;
        Assert.Equal("www.example.com", Assert.Single(certificate.Items("spec.dnsNames")).ToString());
        var plain = preview.Plan.Find("IngressRoute www.example.com-redirect").Inputs;
        Assert.Equal("web", Assert.Single(plain.Items("spec.entryPoints")).ToString());
    }
}
