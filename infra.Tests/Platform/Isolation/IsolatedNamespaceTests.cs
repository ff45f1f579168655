using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Isolation;

public sealed class IsolatedNamespaceTests
{
    public static TheoryData<string> Stacks => [.. Repository.Stacks];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Every_pod_of_the_namespace_is_held_to_the_restricted_standard(string stack)
    {
        var labels = (await Previews.OfAsync(stack)).Plan.Find($"Namespace reference-{stack}").Inputs["metadata"]!["labels"]!;
        Assert.All(["enforce", "audit", "warn"], mode =>
            Assert.Equal("restricted", labels[$"pod-security.kubernetes.io/{mode}"]?.ToString()));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task What_no_policy_allows_is_denied_in_both_directions(string stack)
    {
        var spec = (await Previews.OfAsync(stack)).Plan.Find("NetworkPolicy default-deny").Inputs["spec"]!;
        Assert.Empty(spec.Entries("podSelector"));
        Assert.NotNull(spec["podSelector"]);
        Assert.Equal(["Ingress", "Egress"], spec.Items("policyTypes").Select(type => type.ToString()));
        Assert.Null(spec["ingress"]);
        Assert.Null(spec["egress"]);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Every_pod_may_ask_for_names_and_for_nothing_else(string stack)
    {
        var spec = (await Previews.OfAsync(stack)).Plan.Find("NetworkPolicy allow-dns").Inputs["spec"]!;
        Assert.Empty(spec.Entries("podSelector"));
        Assert.Equal("Egress", Assert.Single(spec.Items("policyTypes")).ToString());
        var rule = Assert.Single(spec.Items("egress"));
        Assert.Equal([("UDP", 53), ("TCP", 53)], rule.Items("ports").Select(port => (port.Text("protocol"), port.Number("port") ?? 0)));
    }

    [Fact]
    public async Task Names_are_asked_of_the_cluster_and_of_the_servers_that_the_settings_name()
    {
        var settings = Previews.SettingsOf("prod");
        var plan = (
            await new StackRun
            {
                Settings = settings with { Cluster = settings.Cluster with { DnsRanges = ["10.96.0.10/32"] } },
            }.RunAsync()).Plan;
        Assert.Collection(
            plan.Find("NetworkPolicy allow-dns").Inputs.Items("spec.egress").Single().Items("to"),
            server => Assert.Equal("kube-system", Assert.Single(server.Texts("namespaceSelector.matchLabels")).Value),
            server => Assert.Equal("10.96.0.10/32", server.Text("ipBlock.cidr")));
    }

    [Fact]
    public async Task Nothing_is_in_the_namespace_before_it_is_closed()
    {
        var plan = (await Previews.OfAsync("prod")).Plan;
        var policies = plan
            .Resources.Index()
            .Where(entry => entry.Item.ObjectName is "default-deny" or "allow-dns")
            .Select(entry => entry.Index)
            .ToList();
        Assert.Equal(2, policies.Count);
        Assert.All(plan.Resources.Index().Where(entry => PodTemplate.Of(entry.Item) is not null || entry.Item.Kind == "Cluster"), entry =>
            Assert.True(entry.Index > policies.Max(), entry.Item.Title));
    }
}
