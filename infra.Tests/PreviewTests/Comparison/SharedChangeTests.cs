using StackPreview.Comparison;
using StackPreview.Plans;

namespace Infra.Tests.PreviewTests.Comparison;

/// <summary>What several resources have alike is said once, and everything is said.</summary>
public sealed class SharedChangeTests
{
    [Fact]
    public void A_label_that_changes_everywhere_is_said_once()
        => Assert.Equal(
            """
            60 to change, 1 unchanged; no workload rolls out, no job runs.

            In several resources
              labels.team  a → b
                  in 60: Thing n00, n01, n02, n03, n04, n05, n06, n07, n08, n09, n10, n11; and 48 more

            """,
            StackChange.TextOf(StackChange.Between(Labelled(60, "a"), Labelled(60, "b"))));

    [Fact]
    public void Two_are_said_one_by_one()
        => Assert.Equal(
            """
            2 to change, 1 unchanged; no workload rolls out, no job runs.

            Change
              Thing n00
                  metadata.labels.team  a → b
              Thing n01
                  metadata.labels.team  a → b

            """,
            StackChange.TextOf(StackChange.Between(Labelled(2, "a"), Labelled(2, "b"))));

    [Fact]
    public void What_is_replaced_is_named_even_where_the_reason_is_shared()
        => Assert.Equal(
            """
            3 to replace, 1 unchanged; no workload rolls out, no job runs.

            In several resources
              metadata.namespace  a → b (replaces it)
                  in 3: Thing n00, n01, n02

            Replace
              Thing n00
              Thing n01
              Thing n02

            """,
            StackChange.TextOf(
                StackChange.Between(Plans(3, """{"name": "NAME", "namespace": "a"}"""), Plans(3, """{"name": "NAME", "namespace": "b"}"""))
            ));

    [Fact]
    public void What_each_has_of_its_own_stays_with_it()
    {
        var after = Labelled(3, "b");
        after = after with
        {
            Resources = after.Resources.SetItem(2, after.Resources[2] with { Options = new PlannedOptions { Protect = true } }),
        };
        Assert.Equal(
            """
            3 to change, 1 unchanged; no workload rolls out, no job runs.

            In several resources
              labels.team  a → b
                  in 3: Thing n00, n01, n02

            Change
              Thing n01 (protected)
                  options.protect  false → true

            """,
            StackChange.TextOf(StackChange.Between(Labelled(3, "a"), after)));
    }

    [Theory]
    [InlineData("""{"spec": {"containers": [{"name": "NAME", "image": "VALUE"}]}}""", "image")]
    [InlineData("""{"spec": {"containers": [{"name": "NAME", "env": [{"name": "LEVEL", "value": "VALUE"}]}]}}""", "env[LEVEL].value")]
    [InlineData("""{"spec": {"limits": {"memory": "VALUE"}}}""", "limits.memory")]
    [InlineData("""{"data": {"app.conf": "VALUE"}}""", "data[app.conf]")]
    [InlineData("""{"host": "VALUE"}""", "host")]
    public void It_is_named_by_the_end_of_its_path(string inputs, string place)
        => Assert.Equal(
            [place],
            new SharedChanges(StackChange.Between(Of(inputs, "a"), Of(inputs, "b")).Resources).All.Select(change => change.Place));

    [Fact]
    public void What_only_a_number_names_is_not_shared()
    {
        const string Inputs = """{"list": [{"x": "VALUE"}]}""";
        Assert.Empty(new SharedChanges(StackChange.Between(Of(Inputs, "a"), Of(Inputs, "b")).Resources).All);
    }

    private static Plan Labelled(int count, string team)
        => Plans(
            count,
            """{"name": "NAME", "namespace": "x", "labels": {"team": "TEAM"}}""".Replace("TEAM", team, StringComparison.Ordinal));

    private static Plan Plans(int count, string metadata)
        => Many(count, name => $$"""{"metadata": {{metadata.Replace("NAME", name, StringComparison.Ordinal)}}}""");

    private static Plan Of(string inputs, string value)
        => Many(3, name => inputs.Replace("NAME", name, StringComparison.Ordinal).Replace("VALUE", value, StringComparison.Ordinal));

    private static Plan Many(int count, Func<string, string> inputs)
        => SmallPlan.Of([
            .. Enumerable
                .Range(0, count)
                .Select(index => $"n{index:00}")
                .Select(name => Renamed(SmallPlan.Of("Thing", inputs(name)).Resources[1], name)),
        ]);

    private static PlannedResource Renamed(PlannedResource resource, string name)
        => resource with
        {
            Name = name,
            Urn = resource.Urn.Replace("::thing", $"::{name}", StringComparison.Ordinal),
            ObjectName = name,
        };
}
