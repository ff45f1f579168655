using System.Text.Json.Nodes;
using StackPreview.Comparison;
using StackPreview.Plans;
using StackPreview.Rendering;

namespace Infra.Tests.PreviewTests.Comparison;

/// <summary>What differs only in an order is told apart from what becomes another.</summary>
public sealed class OrderOnlyTests
{
    private static readonly Plan Listed = SmallPlan.Of("Service", """{ "list": ["a", "b"], "spec": { "a": "1" } }""");

    [Fact]
    public void A_list_in_another_order_is_order_only()
        => Assert.Equal(
            """
            1 in order only, 1 unchanged; no workload rolls out, no job runs.

            Order only
              Service thing
                  list  in another order

            """,
            StackChange.TextOf(StackChange.Between(Listed, SmallPlan.Of("Service", """{ "list": ["b", "a"], "spec": { "a": "1" } }"""))));

    [Fact]
    public void So_is_what_it_is_deployed_after()
    {
        var after = Listed with
        {
            Resources = [Listed.Resources[0], Listed.Resources[1] with { Dependencies = [Listed.Resources[0].Urn] }],
        };
        var change = Assert.Single(StackChange.Between(Listed, after).Resources);
        Assert.True(change.IsOrderOnly);
        Assert.Equal(["options.dependsOn: added Stack infra-prod"], SmallPlan.LinesOf(change));
    }

    [Fact]
    public void What_changes_beside_is_a_change()
    {
        var comparison = StackChange.Between(Listed, SmallPlan.Of("Service", """{ "list": ["b", "a"], "spec": { "a": "2" } }"""));
        Assert.False(Assert.Single(comparison.Resources).IsOrderOnly);
        Assert.StartsWith("1 to change, 1 unchanged;", StackChange.TextOf(comparison), StringComparison.Ordinal);
    }

    [Fact]
    public void The_JSON_says_so()
    {
        var comparison = StackChange.Between(Listed, SmallPlan.Of("Service", """{ "list": ["b", "a"], "spec": { "a": "1" } }"""));
        var change = Assert.Single(ChangesJson.ToJson(comparison)["resources"]!.AsArray())!;
        Assert.Equal(("changed", true), (change["change"]!.ToString(), change["orderOnly"]!.GetValue<bool>()));
    }
}
