using System.Text.Json.Nodes;
using Infra.Faults;
using Infra.Settings;
using Infra.Tests.Applications;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Application;

/// <summary>
/// What the stack file lets workloads connect to: a private range, such as that of an object store, and pods of another namespace, such as
/// a collector of traces.
/// </summary>
public sealed class EgressTests
{
    private const string Egress = """
        {
          "nica-backend": {"pods": ["observability/app.kubernetes.io/name=otel-collector:4317"]},
          "migrate-seed": {"addresses": ["10.20.0.0/24:9000", "192.168.7.7/32:8443"]}
        }
        """;

    private const string Digest = "sha256:2222222222222222222222222222222222222222222222222222222222222222";

    private static readonly NetworkPeer Collector = Pod("observability", "otel-collector");

    [Fact]
    public async Task A_workload_reaches_the_pods_that_are_named_for_it()
    {
        var plan = await PlanAsync();
        Assert.True(Allows(plan, "nica-backend", Collector, 4317));
        JsonAssert.Equal(
            """
            {
              "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "observability"}},
              "podSelector": {"matchLabels": {"app.kubernetes.io/name": "otel-collector"}}
            }
            """,
            Assert.Single(
                RenderedStack.Of(plan).Object("NetworkPolicy nica-backend").Items("spec.egress"),
                rule => rule.Items("to").Any(peer => peer["podSelector"] is not null && peer["namespaceSelector"] is not null))
                .Items("to")
                .Single());
    }

    [Fact]
    public async Task A_workload_reaches_the_addresses_that_are_named_for_it()
    {
        var network = new StackNetwork(await PlanAsync());
        Assert.True(network.ReachesAddress("migrate-seed", "10.20.0.9", 9000));
        Assert.True(network.ReachesAddress("migrate-seed", "192.168.7.7", 8443));
    }

    [Fact]
    public async Task Nothing_else_is_reached()
    {
        var plan = await PlanAsync();
        var network = new StackNetwork(plan);
        Assert.False(Allows(plan, "nica-backend", Collector, 4318));
        Assert.False(Allows(plan, "nica-backend", Pod("observability", "prometheus"), 4317));
        Assert.False(Allows(plan, "nica-backend", Pod("other", "otel-collector"), 4317));
        Assert.False(Allows(plan, "nica-frontend", Collector, 4317));
        Assert.False(network.ReachesAddress("migrate-seed", "10.20.1.9", 9000));
        Assert.False(network.ReachesAddress("migrate-seed", "10.20.0.9", 443));
        Assert.False(network.ReachesAddress("migrate-seed", "192.168.7.7", 9000));
        Assert.False(network.ReachesAddress("nica-backend", "10.20.0.9", 9000));
    }

    [Fact]
    public async Task Without_the_setting_no_private_address_is_reached()
    {
        var network = await StackNetwork.OfAsync("prod", "nica");
        Assert.All(network.Pods.Keys, pods => Assert.False(network.ReachesAddress(pods, "10.20.0.9", 9000)));
    }

    [Fact]
    public async Task The_canary_of_a_service_reaches_what_the_service_reaches()
    {
        const string Images = $$"""{"backend": "registry.example.com/backend@{{Digest}}"}""";
        var plan = await PlanAsync(("release", $$$"""{"images": {{{Images}}}, "canary": {"percent": 10, "images": {{{Images}}}}}"""));
        Assert.True(Allows(plan, "nica-backend-canary", Collector, 4317));
    }

    [Fact]
    public async Task A_path_that_is_closed_is_found()
    {
        var preview = await PreviewAsync();
        Assert.Empty(preview.Failing(preview.Plan));
        var findings = preview
            .Failing(preview.Plan.With("NetworkPolicy migrate-seed", "spec.egress", new JsonArray()))
            .SelectMany(check => check.Findings)
            .Select(finding => finding.Problem);
        Assert.Contains("it does not reach port 9000 of 10.20.0.0/24", findings);
        Assert.Contains("it does not reach port 8443 of 192.168.7.7/32", findings);
    }

    [Theory]
    [InlineData("0.0.0.0/0:443")]
    [InlineData("10.20.0.0/24")]
    [InlineData("10.20.0.1/24:9000")]
    [InlineData("10.20.0.0/24:0")]
    [InlineData("10.20.0.0/24:65536")]
    [InlineData("10.20.0.0/24:09000")]
    [InlineData("10.0.0.0/7:9000")]
    [InlineData("198.51.100.0/24:9000")]
    [InlineData("169.254.169.254/32:80")]
    [InlineData("fd00::/8:9000")]
    [InlineData("storage:9000")]
    public void An_address_is_private_and_has_a_port(string target)
        => Assert.Equal(
            $"Pulumi.prod.yaml: infra:egress.nica-backend.addresses[0] is \"{target}\"; "
                + "it takes a range within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10 in its shortest form, "
                + "and a port: RANGE:PORT. Use a value such as 10.20.0.0/24:9000, or remove the line.",
            FaultOf("addresses", target));

    [Theory]
    [InlineData("observability:4317")]
    [InlineData("observability/otel-collector:4317")]
    [InlineData("observability/app=otel-collector")]
    [InlineData("observability/app=otel-collector:0")]
    [InlineData("observability/=otel-collector:4317")]
    [InlineData("/app=otel-collector:4317")]
    [InlineData("Observability/app=otel-collector:4317")]
    public void Pods_have_a_namespace_a_label_and_a_port(string target)
        => Assert.Equal(
            $"Pulumi.prod.yaml: infra:egress.nica-backend.pods[0] is \"{target}\"; "
                + "it takes a namespace, a label of pods in it, and a port: NAMESPACE/LABEL=VALUE:PORT. "
                + "Use a value such as observability/app.kubernetes.io/name=otel-collector:4317, "
                + "or remove the line.",
            FaultOf("pods", target));

    [Fact]
    public void A_workload_is_one_of_the_application()
        => Assert.Equal(
            "Pulumi.prod.yaml: infra:egress.nica-backed is set; there is no such setting. Use infra:egress.nica-backend, or remove it.",
            FaultOf("addresses", "10.20.0.0/24:9000", "nica-backed"));

    private static NetworkPeer.PodInNamespace Pod(string ns, string name)
        => new(ns, new Dictionary<string, string> { ["app.kubernetes.io/name"] = name, ["version"] = "1" });

    private static bool Allows(Plan plan, string workload, NetworkPeer peer, int port)
        => new NetworkModel(plan).AllowsOut(new StackNetwork(plan).Pods[workload].Labels, peer, port);

    private static Task<Preview> PreviewAsync(params (string Key, string Value)[] configuration)
        => Preview.RunAsync(SettingsOf([("egress", Egress), .. configuration]), "prod", Catalog.Default);

    private static async Task<Plan> PlanAsync(params (string Key, string Value)[] configuration)
        => (await PreviewAsync(configuration)).Plan;

    private static StackSettings SettingsOf((string Key, string Value)[] configuration)
        => ApplicationRuns.SettingsOf("nica", "prod", configuration);

    private static string FaultOf(string list, string target, string workload = "nica-backend")
    {
        var egress = new JsonObject { [workload] = new JsonObject { [list] = new JsonArray(target) } };
        return Assert.Single(Assert.Throws<InputException>(() => SettingsOf([("egress", egress.ToJsonString())])).Messages);
    }
}
