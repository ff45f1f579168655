using System.Text.RegularExpressions;
using Infra.Reporting;
using Infra.Tests.Support;

namespace Infra.Tests.PreviewTests.Rendering.Markdown;

/// <summary>Comments stay whole and short whatever people write, and however much.</summary>
public sealed partial class HostileCommentTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(1000)]
    public async Task What_people_write_breaks_nothing(int times)
    {
        var comment = MarkdownReportTests.TextOf(await HostilePreview.OfAsync(times));
        CommentStructure.AssertWhole(comment);
        Assert.Equal(9, CommentStructure.FoldedTitles(comment).Count);

        // What is left beside code and the marker is neither markup nor a mention nor a reference.
        var prose = CodePattern().Replace(comment[comment.IndexOf('\n', StringComparison.Ordinal)..], "");
        Assert.DoesNotMatch("@[A-Za-z]|(?<!&)#[0-9]|GH-[0-9]|://|\\]\\(|(?<!\\\\)[`]", prose);
        Assert.Empty(
            TagPattern()
                .Matches(prose)
                .Select(match => match.Groups["name"].Value)
                .Except(["details", "/details", "summary", "/summary", "span", "/span"]));
    }

    [Fact]
    public async Task Of_many_services_all_sections_are_there_and_the_last_ones_tell_less()
    {
        var preview = await ManyServices.OfOneProjectAsync();
        var comment = MarkdownReportTests.TextOf(preview, new string('x', 24_000));
        CommentStructure.AssertWhole(comment);
        Assert.Contains("200 workloads, 2 data services; ", comment);
        Assert.Equal(
            [
                $"Checks ({preview.Checks.Length})",
                $"Alerts ({AlertsSection.Of(preview.Plan).Rows.Length})",
                "What can be recovered (2)",
                "What <code>pulumi destroy</code> takes and leaves (2)",
                $"Resources by component ({preview.Plan.Resources.Length})",
                $"Outputs ({preview.Plan.Outputs.Count})",
            ],
            CommentStructure.FoldedTitles(comment).Take(6));
        Assert.Contains("\n| Kind | Resources |\n", comment);
        Assert.Contains("\n| `Deployment` | 200 |\n", comment);
        Assert.Contains("are left out: there is no room for them.", comment);
    }

    [Fact]
    public async Task Of_many_projects_all_sections_are_there()
        => CommentStructure.AssertWhole(MarkdownReportTests.TextOf(await ManyServices.OfManyProjectsAsync(), new string('x', 24_000)));

    [GeneratedRegex(
        "<code>[^<]*</code>|(?s)(?<fence>`{3,}).*?\\n\\k<fence>|`[^`\\n]+`",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex CodePattern();

    [GeneratedRegex("<(?<name>!--|/?[a-z]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TagPattern();
}
