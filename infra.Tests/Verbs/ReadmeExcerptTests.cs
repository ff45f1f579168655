using Infra.Tests.Support;
using Infra.Tests.PreviewTests.Comparison;

namespace Infra.Tests.Verbs;

/// <summary>What README shows of a comparison is what the program says.</summary>
public sealed class ReadmeExcerptTests
{
    [Fact]
    public async Task The_excerpt_is_the_beginning_of_the_text()
    {
        const string Start = "<!-- diff -->\n```\n";
        var readme = await File.ReadAllTextAsync(Repository.PathOf("README.md"));
        var excerpt = readme[(readme.IndexOf(Start, StringComparison.Ordinal) + Start.Length)..];
        excerpt = excerpt[..excerpt.IndexOf("```", StringComparison.Ordinal)];

        Assert.InRange(excerpt.Length, 200, 1_000);
        var text = StackChange.TextOf(await StackChange.CompareAsync("prod", "infra:generations: {ADMIN_API_KEY: 2}"));
        Assert.StartsWith(Counters.Masked(excerpt), Counters.Masked(text), StringComparison.Ordinal);
    }
}
