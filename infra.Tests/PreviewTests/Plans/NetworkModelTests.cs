using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Tests.PreviewTests.Plans;

/// <summary>The rules of network policies (https://kubernetes.io/docs/concepts/services-networking/network-policies/).</summary>
public sealed class NetworkModelTests
{
    private const string DenyAll = """{ "podSelector": {}, "policyTypes": ["Ingress", "Egress"] }""";

    private static readonly Dictionary<string, string> Web = new() { ["app"] = "web", ["tier"] = "front" };
    private static readonly Dictionary<string, string> Database = new() { ["app"] = "database" };

    private static readonly NetworkPeer WebPod = new NetworkPeer.Pod(Web);
    private static readonly NetworkPeer Elsewhere = new NetworkPeer.PodInNamespace("elsewhere");
    private static readonly NetworkPeer Outside = new NetworkPeer.Address("203.0.113.7");

    [Fact]
    public void Without_policies_everything_is_open()
    {
        var model = Model();

        Assert.True(model.AllowsIn(Database, WebPod, 5432));
        Assert.True(model.AllowsIn(Database, Outside, 1));
        Assert.True(model.AllowsOut(Database, Elsewhere, 53, "UDP"));
    }

    [Fact]
    public void Policy_of_other_pods_closes_nothing()
    {
        var model = Model("""{ "podSelector": { "matchLabels": { "app": "other" } }, "policyTypes": ["Ingress", "Egress"] }""");

        Assert.True(model.AllowsIn(Database, WebPod, 5432));
        Assert.True(model.AllowsOut(Database, WebPod, 5432));
    }

    [Fact]
    public void Policy_without_rules_closes_the_pods_it_selects()
    {
        var model = Model("""{ "podSelector": { "matchLabels": { "app": "database" } }, "policyTypes": ["Ingress", "Egress"] }""");

        Assert.False(model.AllowsIn(Database, WebPod, 5432));
        Assert.False(model.AllowsOut(Database, WebPod, 5432));
        Assert.True(model.AllowsIn(Web, Elsewhere, 80));
    }

    [Fact]
    public void Empty_selector_selects_every_pod()
    {
        var model = Model(DenyAll);

        Assert.False(model.AllowsIn(Database, WebPod, 5432));
        Assert.False(model.AllowsIn(Web, Elsewhere, 80));
    }

    [Theory]
    [InlineData("Ingress", false, true)]
    [InlineData("Egress", true, false)]
    public void Policy_closes_no_direction_that_it_is_not_about(string type, bool isOpenIn, bool isOpenOut)
    {
        var model = Model($$"""{ "podSelector": {}, "policyTypes": ["{{type}}"] }""");

        Assert.Equal(isOpenIn, model.AllowsIn(Database, WebPod, 5432));
        Assert.Equal(isOpenOut, model.AllowsOut(Database, WebPod, 5432));
    }

    [Fact]
    public void Policy_that_names_no_direction_is_about_what_comes_in()
    {
        var model = Model("""{ "podSelector": {} }""");

        Assert.False(model.AllowsIn(Database, WebPod, 5432));
        Assert.True(model.AllowsOut(Database, WebPod, 5432));
    }

    [Fact]
    public void Policy_that_names_no_direction_is_about_what_goes_out_where_it_has_rules_for_that()
    {
        var model = Model("""{ "podSelector": {}, "egress": [{ "ports": [{ "port": 53, "protocol": "UDP" }] }] }""");

        Assert.False(model.AllowsIn(Database, WebPod, 5432));
        Assert.True(model.AllowsOut(Database, Elsewhere, 53, "UDP"));
        Assert.False(model.AllowsOut(Database, WebPod, 5432));
    }

    [Fact]
    public void Rules_of_all_policies_add_up()
    {
        var model = Model(
            DenyAll,
            """{ "podSelector": { "matchLabels": { "app": "database" } }, "policyTypes": ["Ingress"],"""
                + """ "ingress": [{ "from": [{ "podSelector": { "matchLabels": { "app": "web" } } }],"""
                + """ "ports": [{ "port": 5432, "protocol": "TCP" }] }] }""",
            """{ "podSelector": {}, "policyTypes": ["Ingress"], "ingress":"""
                + """ [{ "from": [{ "namespaceSelector": { "matchLabels": { "kubernetes.io/metadata.name": "elsewhere" } } }],"""
                + """ "ports": [{ "port": 9187, "protocol": "TCP" }] }] }"""
        );

        Assert.True(model.AllowsIn(Database, WebPod, 5432));
        Assert.True(model.AllowsIn(Database, Elsewhere, 9187));
        Assert.False(model.AllowsIn(Database, WebPod, 9187));
        Assert.False(model.AllowsIn(Database, Elsewhere, 5432));
    }

    [Theory]
    [InlineData("""{ "ports": [{ "port": 80, "protocol": "TCP" }] }""")]
    [InlineData("""{ "from": [], "ports": [{ "port": 80, "protocol": "TCP" }] }""")]
    public void Rule_without_peers_is_for_everybody(string rule)
    {
        var model = Ingress(rule);

        Assert.True(model.AllowsIn(Web, WebPod, 80));
        Assert.True(model.AllowsIn(Web, Elsewhere, 80));
        Assert.True(model.AllowsIn(Web, Outside, 80));
        Assert.False(model.AllowsIn(Web, Outside, 81));
    }

    [Fact]
    public void Rule_without_ports_is_for_every_port_and_protocol()
    {
        var model = Ingress("""{ "from": [{ "podSelector": {} }] }""");

        Assert.True(model.AllowsIn(Web, WebPod, 1));
        Assert.True(model.AllowsIn(Web, WebPod, 65535, "UDP"));
        Assert.False(model.AllowsIn(Web, Elsewhere, 1));
    }

    [Theory]
    [InlineData("""{ "port": 53, "protocol": "UDP" }""", 53, "UDP", true)]
    [InlineData("""{ "port": 53, "protocol": "UDP" }""", 53, "TCP", false)]
    [InlineData("""{ "port": 53, "protocol": "TCP" }""", 53, "UDP", false)]
    [InlineData("""{ "port": 53 }""", 53, "TCP", true)]
    [InlineData("""{ "port": 53 }""", 53, "UDP", false)]
    [InlineData("""{ "protocol": "UDP" }""", 9, "UDP", true)]
    [InlineData("""{ "protocol": "UDP" }""", 9, "TCP", false)]
    [InlineData("""{ "port": 8000, "endPort": 8002 }""", 7999, "TCP", false)]
    [InlineData("""{ "port": 8000, "endPort": 8002 }""", 8000, "TCP", true)]
    [InlineData("""{ "port": 8000, "endPort": 8002 }""", 8002, "TCP", true)]
    [InlineData("""{ "port": 8000, "endPort": 8002 }""", 8003, "TCP", false)]
    [InlineData("""{ "port": "http" }""", 80, "TCP", false)]
    public void Port_is_open_where_number_and_protocol_are_meant(string port, int number, string protocol, bool isOpen)
        => Assert.Equal(isOpen, Ingress($$"""{ "ports": [{{port}}] }""").AllowsIn(Web, WebPod, number, protocol));

    [Fact]
    public void Peer_needs_all_labels_that_are_asked_for()
    {
        Assert.True(
            Ingress("""{ "from": [{ "podSelector": { "matchLabels": { "app": "web", "tier": "front" } } }] }""")
                .AllowsIn(Database, WebPod, 80));
        Assert.False(
            Ingress("""{ "from": [{ "podSelector": { "matchLabels": { "app": "web", "tier": "back" } } }] }""")
                .AllowsIn(Database, WebPod, 80));
    }

    [Fact]
    public void One_peer_of_several_is_enough()
        => Assert.True(
            Ingress(
                    """{ "from": [{ "podSelector": { "matchLabels": { "app": "other" } } },"""
                        + """ { "podSelector": { "matchLabels": { "app": "web" } } }] }"""
                )
                .AllowsIn(Database, WebPod, 80));

    [Fact]
    public void Selector_of_pods_means_no_pods_of_other_namespaces_and_no_addresses()
    {
        var model = Ingress("""{ "from": [{ "podSelector": {} }] }""");

        Assert.False(model.AllowsIn(Web, Elsewhere, 80));
        Assert.False(model.AllowsIn(Web, Outside, 80));
    }

    [Theory]
    [InlineData("elsewhere", true)]
    [InlineData("elsewhere-2", false)]
    public void Selector_of_namespaces_means_those_with_the_labels(string ns, bool isOpen)
        => Assert.Equal(
            isOpen,
            Ingress("""{ "from": [{ "namespaceSelector": { "matchLabels": { "kubernetes.io/metadata.name": "elsewhere" } } }] }""")
                .AllowsIn(Web, new NetworkPeer.PodInNamespace(ns), 80));

    [Fact]
    public void Selector_of_pods_in_namespaces_means_not_the_whole_namespace()
        => Assert.False(
            Ingress("""{ "from": [{ "namespaceSelector": {}, "podSelector": { "matchLabels": { "app": "web" } } }] }""")
                .AllowsIn(Web, Elsewhere, 80));

    [Theory]
    [InlineData("203.0.113.7", true)]
    [InlineData("203.0.113.255", true)]
    [InlineData("203.0.114.0", false)]
    public void Range_means_the_addresses_in_it(string address, bool isOpen)
        => Assert.Equal(
            isOpen,
            Egress("""{ "to": [{ "ipBlock": { "cidr": "203.0.113.0/24" } }] }""").AllowsOut(Web, new NetworkPeer.Address(address), 443));

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    public void Range_means_no_address_that_is_excepted(string address, bool isOpen)
        => Assert.Equal(
            isOpen,
            Egress("""{ "to": [{ "ipBlock": { "cidr": "0.0.0.0/0", "except": ["10.0.0.0/8", "169.254.0.0/16"] } }] }""")
                .AllowsOut(Web, new NetworkPeer.Address(address), 443));

    [Fact]
    public void Range_means_no_pods()
        => Assert.False(Egress("""{ "to": [{ "ipBlock": { "cidr": "0.0.0.0/0" } }] }""").AllowsOut(Web, WebPod, 443));

    [Fact]
    public void Connection_between_pods_is_open_where_both_ends_allow_it()
    {
        const string Out =
            """{ "podSelector": { "matchLabels": { "app": "web" } }, "policyTypes": ["Egress"], "egress":"""
                + """ [{ "to": [{ "podSelector": { "matchLabels": { "app": "database" } } }] }] }""";
        const string In =
            """{ "podSelector": { "matchLabels": { "app": "database" } }, "policyTypes": ["Ingress"], "ingress":"""
                + """ [{ "from": [{ "podSelector": { "matchLabels": { "app": "web" } } }] }] }""";

        Assert.True(Model(DenyAll, Out, In).AllowsBetween(Web, Database, 5432));
        Assert.False(Model(DenyAll, Out).AllowsBetween(Web, Database, 5432));
        Assert.False(Model(DenyAll, In).AllowsBetween(Web, Database, 5432));
        Assert.False(Model(DenyAll, Out, In).AllowsBetween(Database, Web, 5432));
    }

    private static NetworkModel Ingress(string rule)
        => Model($$"""{ "podSelector": {}, "policyTypes": ["Ingress"], "ingress": [{{rule}}] }""");

    private static NetworkModel Egress(string rule)
        => Model($$"""{ "podSelector": {}, "policyTypes": ["Egress"], "egress": [{{rule}}] }""");

    private static NetworkModel Model(params string[] specs) => new(new Plan
    {
        Stack = "test",
        Resources = [.. specs.Select((spec, index) => Policy($"policy-{index}", spec))],
        Outputs = ImmutableSortedDictionary<string, JsonNode?>.Empty,
    });

    private static PlannedResource Policy(string name, string spec) => new()
    {
        Facts = KubernetesKinds.NetworkPolicy,
        Name = name,
        Urn = $"urn:pulumi:test::infra::kubernetes:networking.k8s.io/v1:NetworkPolicy::{name}",
        Parent = null,
        Inputs = new JsonObject { ["kind"] = "NetworkPolicy", ["spec"] = JsonNode.Parse(spec) },
        Options = new PlannedOptions(),
        Dependencies = [],
        ObjectName = name,
    };
}
