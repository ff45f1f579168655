using Infra.Applications.Model;
using Infra.Tests.Applications;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Platform.Application;

/// <summary>
/// An application and a companion that call each other, on several ports, with metrics of every container: an API with a second port, a
/// desk that calls it there, a worker without probes over HTTP.
/// </summary>
public sealed class PortTests
{
    private static readonly HealthProbes Health = new() { Liveness = HealthProbe.Http("/live"), Readiness = HealthProbe.Http("/ready") };

    private static readonly ServiceDefinition Api = new()
    {
        Name = "api",
        Image = "shop",
        Port = 8000,
        MorePorts = [new NamedPort("admin", 9001)],
        IsPublic = true,
        Health = Health with { Port = 9001 },
        MetricsPath = "/metrics",
        MetricsPort = 9100,
        Calls = ["desk"],
        Sidecars =
        [
            new SidecarDefinition
            {
                Name = "proxy",
                Image = "shop",
                Port = 7000,
                Liveness = HealthProbe.Http("/"),
                MetricsPath = "/stats",
                MetricsPort = 7001,
            },
        ],
    };

    private static readonly CompanionDefinition Desk = new()
    {
        Name = "desk",
        Services =
        [
            new ServiceDefinition
            {
                Name = "desk",
                Image = "shop",
                Port = 3000,
                Health = Health,
                Variables = [Variable.ServiceUrl("ADMIN_URL", "api", "/admin", port: 9001)],
            },
        ],
    };

    private static readonly WorkerDefinition Worker = new()
    {
        Name = "worker",
        Image = "shop",
        Health = new HealthProbes { Liveness = HealthProbe.Process("It ends."), Readiness = HealthProbe.Run("true") },
        MetricsPath = "/metrics",
        MetricsPort = 9100,
        Calls = ["api"],
    };

    private static readonly Lazy<Task<Preview>> Previewed = new(() => Preview.RunAsync(
        CustomStack.SettingsOf(
            new ApplicationDefinition { Name = "shop", Companions = [Desk], Services = [Api], Workers = [Worker] },
            "prod",
            ("edge", """{"domain": "example.com"}""")),
        "prod",
        Catalog.Default));

    [Fact]
    public async Task A_second_port_is_a_port_of_the_service_and_of_its_pods()
    {
        var rendered = await RenderedAsync();
        JsonAssert.Equal(
            """[{"name":"http","port":8000,"targetPort":"http"},{"name":"admin","port":9001,"targetPort":"admin"}]""",
            rendered.Object("Service api").At("spec.ports"));
        JsonAssert.Equal(
            """
            [{"name":"http","containerPort":8000},{"name":"admin","containerPort":9001},{"name":"metrics","containerPort":9100}]
            """,
            rendered.Container("api")["ports"]);
    }

    [Fact]
    public async Task Probes_go_to_the_port_that_answers_them()
        => Assert.Equal("admin", (await RenderedAsync()).Container("api").Text("readinessProbe.httpGet.port"));

    [Fact]
    public async Task The_address_of_a_call_has_its_port()
        => Assert.Equal("http://api.shop-prod.svc:9001/admin", (await RenderedAsync()).Config("desk")["ADMIN_URL"]);

    [Theory]
    [InlineData("desk", "api", 9001)]
    [InlineData("api", "desk", 3000)]
    [InlineData("worker", "api", 8000)]
    public async Task A_call_reaches_its_port(string caller, string service, int port)
        => Assert.True((await NetworkAsync()).Reaches(caller, service, port));

    [Theory]
    [InlineData("desk", "api", 8000)]
    [InlineData("worker", "api", 9001)]
    [InlineData("desk", "api", 9100)]
    [InlineData("worker", "desk", 3000)]
    public async Task A_call_reaches_no_other_port(string caller, string service, int port)
        => Assert.False((await NetworkAsync()).Reaches(caller, service, port));

    [Fact]
    public async Task Nobody_reaches_the_second_port_from_outside()
    {
        var network = await NetworkAsync();
        Assert.True(network.IsReachedFrom("traefik", "api", 8000));
        Assert.False(network.IsReachedFrom("traefik", "api", 9001));
    }

    [Theory]
    [InlineData("api", "api", "metrics", "/metrics", 9100)]
    [InlineData("api-proxy", "api", "proxy-m", "/stats", 7001)]
    [InlineData("worker", "worker", "metrics", "/metrics", 9100)]
    public async Task Metrics_of_any_container_are_scraped(string monitor, string workload, string name, string path, int port)
    {
        var rendered = await RenderedAsync();
        JsonAssert.Equal(
            $$"""[{"port":"{{name}}","path":"{{path}}","interval":"30s"}]""",
            rendered.Object($"PodMonitor {monitor}").At("spec.podMetricsEndpoints"));
        Assert.Contains(
            rendered.Pod(workload).Containers.SelectMany(container => container.Items("ports")),
            one => one.Text("name") == name && one.Number("containerPort") == port);
        Assert.True((await NetworkAsync()).IsReachedFrom("monitoring", workload, port));
    }

    [Theory]
    [InlineData("api", 8000)]
    [InlineData("api", 9001)]
    [InlineData("api", 7000)]
    [InlineData("desk", 3000)]
    public async Task Prometheus_reaches_nothing_but_metrics(string workload, int port)
        => Assert.False((await NetworkAsync()).IsReachedFrom("monitoring", workload, port));

    [Fact]
    public async Task A_call_that_reaches_nothing_is_found()
    {
        var preview = await Previewed.Value;
        Assert.Empty(preview.Failing(preview.Plan));
        var finding = Assert.Single(
            preview.Failing(preview.Plan.With("NetworkPolicy api", "spec.ingress[1]", null)).SelectMany(check => check.Findings));
        Assert.Equal("it does not reach port 8000 of Deployment api", finding.Problem);
    }

    private static async Task<RenderedStack> RenderedAsync() => RenderedStack.Of((await Previewed.Value).Plan);

    private static async Task<StackNetwork> NetworkAsync() => new((await Previewed.Value).Plan);
}
