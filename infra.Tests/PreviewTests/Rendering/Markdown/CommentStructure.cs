using System.Text.RegularExpressions;
using StackPreview.Rendering.Markdown;

namespace Infra.Tests.PreviewTests.Rendering.Markdown;

/// <summary>Holds a comment to what any renderer of markdown needs to show it as it is meant.</summary>
internal static partial class CommentStructure
{
    /// <summary>The folded sections, in order.</summary>
    public static IReadOnlyList<string> FoldedTitles(string comment)
        => [.. SummaryPattern().Matches(comment).Select(match => match.Groups["title"].Value)];

    /// <summary>Asserts that the comment is short enough, and that every fence, fold and table in it is whole.</summary>
    public static void AssertWhole(string comment)
    {
        Assert.InRange(comment.Length, 1, Comment.MaxLength);
        Assert.StartsWith("<!-- infra-preview application=", comment, StringComparison.Ordinal);
        Assert.DoesNotContain(comment, character => char.IsControl(character) && character != '\n');

        var (fence, isFolded, lines) = ("", false, comment.Split('\n'));
        foreach (var (index, line) in lines.Index())
        {
            if (fence.Length > 0)
            {
                fence = line == fence ? "" : fence;
            }
            else if (FencePattern().Match(line) is { Success: true } opening)
            {
                fence = opening.Groups["fence"].Value;
            }
            else if (line is "<details>" or "</details>")
            {
                Assert.Equal(isFolded, line == "</details>");
                isFolded = !isFolded;
                Assert.Equal("", lines[isFolded ? index + 2 : index - 1]);
            }
            else if (line.StartsWith('|') && !lines[index - 1].StartsWith('|'))
            {
                AssertTable([.. lines.Skip(index).TakeWhile(row => row.StartsWith('|'))], lines[index - 1]);
            }
        }

        Assert.Equal(("", false), (fence, isFolded));
    }

    private static void AssertTable(IReadOnlyList<string> rows, string before)
    {
        Assert.Equal("", before);
        Assert.Matches("^[|]( --- [|])+$", rows[1]);
        Assert.All(rows, row => Assert.Equal(CellsOf(rows[0]), CellsOf(row)));
    }

    private static int CellsOf(string row)
    {
        Assert.EndsWith(" |", row, StringComparison.Ordinal);
        return row.Count(character => character == '|');
    }

    [GeneratedRegex("^(?<fence>`{3,})[a-z]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FencePattern();

    [GeneratedRegex(
        "^<summary>(?<title>.*)</summary>$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex SummaryPattern();
}
