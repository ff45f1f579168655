using StackPreview.Comparison;
using StackPreview.Plans;
using Infra.Tests.Support;

namespace Infra.Tests.PreviewTests.Comparison;

/// <summary>
/// Two stacks of an application: each resource is found in the other, and what only says which stack it is in is no difference.
/// </summary>
public sealed class StackPairTests
{
    public static TheoryData<string> Applications => [.. Repository.Applications];

    [Theory]
    [MemberData(nameof(Applications))]
    public async Task Objects_that_both_have_are_matched(string application)
    {
        var (dev, stage) = (await StackChange.PlanAsync("dev", application), await StackChange.PlanAsync("stage", application));
        var comparison = StackChange.Between(dev, stage);
        var (devTitles, stageTitles) = (TitlesOf(dev), TitlesOf(stage));

        Assert.Equal(
            stageTitles.Except(devTitles).Order(),
            comparison.Of(ChangeKind.Created).Where(IsNamed).Select(change => change.Title).Order());
        Assert.Equal(
            devTitles.Except(stageTitles).Order(),
            comparison.Of(ChangeKind.Deleted).Where(IsNamed).Select(change => change.Title).Order());
        Assert.Empty(comparison.Of(ChangeKind.Replaced));
        Assert.Empty(comparison.Findings);
        Assert.Empty(comparison.Rollouts);

        // The namespace bears the stack's name.
        static bool IsNamed(ResourceChange change) => change.Resource.IsObject && change.Resource.Kind != "Namespace";
        static HashSet<string> TitlesOf(Plan plan)
            => [.. plan.Objects.Where(resource => resource.Kind != "Namespace").Select(resource => resource.StableTitle)];
    }

    [Theory]
    [MemberData(nameof(Applications))]
    public async Task Neither_namespace_nor_stack_is_a_difference(string application)
    {
        var (dev, stage) = (await StackChange.PlanAsync("dev", application), await StackChange.PlanAsync("stage", application));
        var text = StackChange.TextOf(StackChange.Between(dev, stage)).Split('\n');

        Assert.Equal($"{{namespace}} is {dev.Namespace} in dev and {stage.Namespace} in stage.", text[1]);
        Assert.All(text.Skip(2), line => Assert.DoesNotMatch($"({dev.Namespace}|{stage.Namespace})( |$)", line));
        Assert.All(text, line => Assert.DoesNotContain("urn:pulumi", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_stacks_that_declare_the_same_do_not_differ()
    {
        var plan = SmallPlan.Of("Thing", """{"host": "shop-prod"}""");
        Assert.Equal("No differences between prod and stage.\n", StackChange.TextOf(StackChange.Between(plan, plan.InStack("stage"))));
    }
}
