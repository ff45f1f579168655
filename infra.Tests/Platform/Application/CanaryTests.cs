using Infra.Applications.Model;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Application;

/// <summary>A canary is the next version of a public service, with a share of its requests.</summary>
public sealed class CanaryTests
{
    [Fact]
    public async Task The_requests_are_shared_out_in_percent()
    {
        var plan = (await Previews.OfAsync("prod", Showcase.Name)).Plan;

        var shares = plan.Find("TraefikService web")
            .Inputs.Items("spec.weighted.services")
            .Select(service => (service.Text("name"), service.Number("port"), service.Number("weight")));
        Assert.Equal([("web", 8000, 90), ("web-canary", 8000, 10)], shares);
        var target = Assert.Single(plan.Find("IngressRoute web").Inputs.Items("spec.routes").Last().Items("services"));
        Assert.Equal(("TraefikService", "web"), (target.Text("kind"), target.Text("name")));
    }

    [Fact]
    public async Task A_client_stays_with_the_version_that_it_has_met()
    {
        var shares = (await Previews.OfAsync("prod", Showcase.Name)).Plan.Find("TraefikService web");
        var cookie = shares.Inputs.At("spec.weighted.sticky.cookie");
        Assert.Equal(("web-version", "lax"), (cookie.Text("name"), cookie.Text("sameSite")));
        Assert.True(cookie.IsTrue("secure") && cookie.IsTrue("httpOnly"));
    }

    [Theory]
    [InlineData("/", "always", "web-canary")]
    [InlineData("/live", "always", "web-canary")]
    [InlineData("/orders", "never", "web")]
    [InlineData("/live", null, "web")]
    [InlineData("/", null, "web")]
    [InlineData("/metrics", "always", null)]
    public async Task Who_asks_for_the_canary_meets_it(string path, string? header, string? service)
    {
        var edge = await RenderedEdge.OfAsync("prod", Showcase.Name);
        var headers = header is null ? [] : new Dictionary<string, string> { ["X-Canary"] = header };
        Assert.Equal(service, edge.ServiceOf(new EdgeRequest("web.example.com", path) { Headers = headers }));
    }

    [Fact]
    public async Task A_path_of_another_host_has_the_canary_too()
    {
        var api = Showcase.Definition.Services[0] with
        {
            Name = "api",
            Port = 8001,
            AlsoAt = [new HostPath("web", "/api")],
            PathRoutes = [new PathRoute("/api/slow", new RoutePolicy { Timeout = TimeSpan.FromMinutes(5) })],
        };
        var application = Showcase.Definition with { Services = [.. Showcase.Definition.Services, api] };
        var plan = (await Preview.RunAsync(
            Showcase.SettingsOf(application, "prod"),
            "prod",
            Catalog.Default with { Applications = [application] })).Plan;
        var edge = new RenderedEdge(plan);
        var asked = new Dictionary<string, string> { ["X-Canary"] = "always" };
        var shared = edge.RouteOf(new EdgeRequest("web.example.com", "/api/notes"))!.Items("services").Single();
        Assert.Equal(("api", "TraefikService"), (shared.Text("name"), shared.Text("kind")));
        Assert.Equal("api-canary", edge.ServiceOf(new EdgeRequest("web.example.com", "/api/notes") { Headers = asked }));
        Assert.Equal("web-canary", edge.ServiceOf(new EdgeRequest("web.example.com", "/apis") { Headers = asked }));
        // The two versions are each one service to Traefik, with one timeout.
        Assert.All(plan.Find("TraefikService api").Inputs.Items("spec.weighted.services"), service =>
            Assert.Equal("timeout.300s", service.Text("serversTransport")));
        Assert.Superset(
            plan.OfKind("TraefikService").Select(shares => shares.Urn).ToHashSet(),
            plan.Find("IngressRoute web").Dependencies.ToHashSet());
    }

    [Fact]
    public async Task The_canary_runs_the_next_image_with_all_that_its_service_has()
    {
        var plan = (await Previews.OfAsync("prod", Showcase.Name)).Plan;
        var (service, canary) = (PodTemplate.Of(plan.Find("Deployment web"))!, PodTemplate.Of(plan.Find("Deployment web-canary"))!);

        Assert.Equal($"registry.example.com/shop@sha256:{new string('1', 64)}", service.Containers.Single().Text("image"));
        Assert.Equal($"registry.example.com/shop@sha256:{new string('2', 64)}", canary.Containers.Single().Text("image"));
        Assert.Equal(1, canary.Owner.Inputs.Number("spec.replicas"));
        Assert.Equal(DataOf(plan, service, "ConfigMap"), DataOf(plan, canary, "ConfigMap"));
        Assert.Equal(DataOf(plan, service, "Secret"), DataOf(plan, canary, "Secret"));
        Assert.Equal("web-canary", plan.Find("Service web-canary").Inputs["spec"]!["selector"]!["app.kubernetes.io/name"]!.ToString());
        Assert.Equal("web", plan.Find("Service web").Inputs["spec"]!["selector"]!["app.kubernetes.io/name"]!.ToString());
        Assert.DoesNotContain(plan.Objects, resource =>
            resource is { Kind: "HorizontalPodAutoscaler" or "IngressRoute" or "Certificate", ObjectName: "web-canary" });
    }

    [Fact]
    public async Task Migrations_and_verifications_are_those_of_the_next_version()
    {
        var plan = (await Previews.OfAsync("prod", Showcase.Name)).Plan;
        foreach (var job in new[] { "Job migrate", "Job load", "Job verify" })
        {
            Assert.All(OwnContainers.OwnContainersOf(PodTemplate.Of(plan.Find(job))!), container =>
                Assert.EndsWith(new string('2', 64), container.Text("image")));
        }

        var report = OwnContainers.OwnContainersOf(PodTemplate.Of(plan.Find("CronJob report"))!).Single();
        Assert.EndsWith(new string('1', 64), report.Text("image"));
        Assert.Equal(
            "http://web-canary-release.showcase-prod.svc:8000",
            plan.Find("ConfigMap showcase-verify-config").Inputs.Text("data.WEB_URL"));
    }

    [Fact]
    public async Task A_larger_share_is_verified_anew_and_migrates_nothing_again()
    {
        var (small, large) = (Showcase.SettingsOf("prod"), Showcase.SettingsOf("prod", canaryPercent: 50));
        var (before, after) = (
            (await Preview.RunAsync(small, "prod", Catalog.Default)).Plan,
            (await Preview.RunAsync(large, "prod", Catalog.Default)).Plan);

        Assert.Equal(before.Find("Job migrate").ObjectName, after.Find("Job migrate").ObjectName);
        Assert.NotEqual(before.Find("Job verify").ObjectName, after.Find("Job verify").ObjectName);
        Assert.Equal(
            [50, 50],
            after.Find("TraefikService web").Inputs.Items("spec.weighted.services").Select(service => service.Number("weight")!.Value));
    }

    [Fact]
    public async Task The_version_that_has_been_a_canary_migrates_nothing_again()
    {
        var canary = (await Previews.OfAsync("prod", Showcase.Name)).Plan;
        var settings = Showcase.SettingsOf("prod", canaryPercent: 0);
        var released = settings with { Images = settings.Images.SetItem("shop", Showcase.SettingsOf("prod").Images["shop-canary"]) };

        Assert.Equal(
            canary.Find("Job migrate").ObjectName,
            (await Preview.RunAsync(released, "prod", Catalog.Default)).Plan.Find("Job migrate").ObjectName);
    }

    [Fact]
    public async Task Without_a_share_there_is_no_canary()
    {
        var plan = (await Preview.RunAsync(Showcase.SettingsOf("prod", canaryPercent: 0), "prod", Catalog.Default)).Plan;
        Assert.Empty(plan.OfKind("TraefikService"));
        Assert.DoesNotContain(plan.Resources, resource => resource.Name.Contains("canary", StringComparison.Ordinal));
        Assert.Equal(
            ["web"],
            plan.Find("IngressRoute web").Inputs
                .Items("spec.routes")
                .SelectMany(rule => rule.Items("services"))
                .Select(service => service.Text("name"))
                .Distinct());
        Assert.Equal(
            "http://web-release.showcase-prod.svc:8000",
            plan.Find("ConfigMap showcase-verify-config").Inputs.Text("data.WEB_URL"));
    }

    [Fact]
    public async Task Traefik_and_those_who_call_it_reach_the_canary_and_nobody_else_does()
    {
        var network = await StackNetwork.OfAsync("prod", Showcase.Name);
        Assert.True(network.IsReachedFrom("traefik", "web-canary", 8000));
        Assert.True(network.Reaches("verify", "web-canary", 8000));
        Assert.False(network.Reaches("verify", "web", 8000));
        Assert.False(network.Reaches("web", "web-canary", 8000));
        Assert.True(network.Reaches("web-canary", "postgres", 5432));
        Assert.True(network.Reaches("web-canary", "desk", 3000));
    }

    private static string DataOf(Plan plan, PodTemplate pod, string kind)
    {
        var name = pod
            .Containers.Single()
            .Items("envFrom")
            .Select(source => source.Text(kind == "Secret" ? "secretRef.name" : "configMapRef.name"))
            .Single(name => name.Length > 0);
        var data = plan.OfKind(kind).Single(resource => resource.ObjectName == name).Inputs.At(kind == "Secret" ? "stringData" : "data");
        return data!.ToJsonString();
    }
}
