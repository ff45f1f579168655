using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;

namespace Infra.Tests.Documentation;

/// <summary>README is short, and what it lists is complete.</summary>
public sealed class ReadmeTests
{
    private static readonly Page Readme = Page.At("README.md");

    [Fact]
    public void It_has_at_most_120_lines() => Assert.InRange(Readme.Text.TrimEnd('\n').Split('\n').Length, 60, 120);

    [Fact]
    public void The_applications_that_it_lists_exist_and_have_a_page_each()
    {
        var listed = Readme.Rows("## Applications").Select(row => Assert.Single(Page.Codes(row[0]))).ToHashSet();
        Assert.Subset(Repository.Applications.ToHashSet(), listed);
        Assert.All(listed, name => Assert.Contains($"docs/applications/{name}.md", Readme.Links));
    }

    [Fact]
    public async Task It_lists_the_outputs_that_a_stack_has_and_which_are_secret()
    {
        var (all, secret) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        var plans = await Task.WhenAll(Repository.Applications.Select(async one => (await Previews.OfAsync("prod", one)).Plan));
        // No stack here has a pooler unless its file says so.
        foreach (var plan in plans.Append(await StackChange.PlanWithAsync("prod", "infra:postgres: {pooler: {enabled: true}}")))
        {
            var outputs = plan.Outputs;
            all.UnionWith(outputs.Keys);
            secret.UnionWith(outputs.Where(output => output.Value?.ToString() == "[secret]").Select(output => output.Key));
        }

        var rows = Readme.Rows("## Outputs");
        Assert.Equal(all, rows.SelectMany(row => Page.Codes(row[0])).Order(StringComparer.Ordinal));
        Assert.Equal(secret, rows.Where(row => row[2] == "yes").SelectMany(row => Page.Codes(row[0])).Order(StringComparer.Ordinal));
    }
}
