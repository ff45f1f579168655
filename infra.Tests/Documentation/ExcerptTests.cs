using System.Text.RegularExpressions;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;

namespace Infra.Tests.Documentation;

/// <summary>What a page shows of the program's output is what the program prints.</summary>
public sealed partial class ExcerptTests
{
    // A line that stands for others.
    private const string LeftOut = "…";

    [Fact]
    public async Task The_output_of_a_command_is_shown_as_it_is()
    {
        var excerpts = Page.All.SelectMany(page => ExcerptPattern().Matches(page.Text)).ToList();
        Assert.Contains(excerpts, excerpt => excerpt.Groups["command"].Value == "preview dev");
        foreach (var excerpt in excerpts)
        {
            var output = await OutputAsync(excerpt.Groups["command"].Value.Split(' '));
            Assert.Null(FirstDifference(excerpt.Groups["text"].Value, output));
        }
    }

    [Theory]
    [InlineData("a\nb\n", null)]
    [InlineData("a\n…\nc\nd\n…\nf\n", null)]
    [InlineData("b\n", "b")]
    [InlineData("a\nc\n", "c")]
    [InlineData("a\n…\nd\nc\n", "c")]
    [InlineData("a\n…\nz\n", "z")]
    public void A_line_that_is_not_printed_there_is_found(string excerpt, string? line)
        => Assert.Equal(line, FirstDifference(excerpt, "a\nb\nc\nd\ne\nf\n"));

    [Fact]
    public async Task The_beginning_of_a_comparison_is_shown_as_it_is()
    {
        const string Start = "<!-- diff -->\n```\n";
        var page = Page.At("docs/diff-format.md").Text;
        var excerpt = page[(page.IndexOf(Start, StringComparison.Ordinal) + Start.Length)..];
        excerpt = excerpt[..excerpt.IndexOf("```", StringComparison.Ordinal)];

        Assert.InRange(excerpt.Length, 200, 1_000);
        var text = StackChange.TextOf(await StackChange.CompareAsync("prod", "infra:generations: {ADMIN_API_KEY: 2}"));
        Assert.StartsWith(Counters.Masked(excerpt), Counters.Masked(text), StringComparison.Ordinal);
    }

    // The first line of an excerpt that the output does not have there; null where it has all.
    private static string? FirstDifference(string excerpt, string output)
    {
        var lines = Counters.Masked(output).Split('\n');
        var next = 0;
        var isNear = true;
        foreach (var line in Counters.Masked(excerpt).TrimEnd('\n').Split('\n'))
        {
            if (line == LeftOut)
            {
                isNear = false;
                continue;
            }

            var found = Array.IndexOf(lines, line, next);
            if (found < 0 || (isNear && found > next))
                return line;
            next = found + 1;
            isNear = true;
        }

        return null;
    }

    private static async Task<string> OutputAsync(string[] arguments)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter();
        Assert.Equal(ExitCode.Success, await new CommandLine(output, error, Repository.TestStacks).RunAsync(arguments));
        return output.ToString();
    }

    [GeneratedRegex(
        "<!-- output of: (?<command>.+) -->\n```\n(?<text>.*?)```",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000)]
    private static partial Regex ExcerptPattern();
}
