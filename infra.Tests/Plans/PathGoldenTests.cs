using System.Text.Json.Nodes;
using Infra.Tests.Applications;
using Infra.Tests.Support;
using StackPreview.Plans;

namespace Infra.Tests.Plans;

/// <summary>
/// Who reaches whom, as the rendered policies say: of julia, whose companions share its namespace, as it is committed in Golden/paths.
/// </summary>
public sealed class PathGoldenTests
{
    [Fact]
    public async Task Exactly_the_committed_paths_are_open()
        => Golden.VerifyFolder("paths", new Dictionary<string, string> { ["julia-prod.md"] = PathTable.Of(await RenderedAsync()) });

    [Fact]
    public async Task Only_single_ports_are_open()
        => Assert.DoesNotMatch(@"\| \d+-\d+ ", PathTable.Of(await RenderedAsync()));

    [Theory]
    [InlineData(
        """{"from": [{"ipBlock": {"cidr": "192.0.2.0/24"}}], "ports": [{"protocol": "UDP", "port": 9, "endPort": 11}]}""",
        "julia-api | 9-11 UDP | 192.0.2.0/24 |")]
    [InlineData("""{"ports": [{"protocol": "TCP", "port": 8081}]}""", "julia-api | 8081 | 0.0.0.0/0, any other namespace, ")]
    [InlineData(
        """{"from": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "shop"}}}]}""",
        "julia-api | 1-52 | shop |")]
    public async Task What_a_rule_opens_stands_in_the_table(string rule, string row)
    {
        var plan = (await RenderedAsync()).With("NetworkPolicy julia-api", "spec.ingress[0]", JsonNode.Parse(rule));
        Assert.Contains($"| {row}", PathTable.Of(plan));
    }

    // The policies are read back from the YAML that people would apply.
    private static async Task<Plan> RenderedAsync() => (await RenderedStack.OfAsync("prod", "julia")).Plan;
}
