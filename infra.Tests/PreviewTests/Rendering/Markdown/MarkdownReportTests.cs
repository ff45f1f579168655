using Infra.Reporting;
using Infra.Tests.SettingsTests;
using Infra.Tests.Support;
using StackPreview.Plans;
using StackPreview.Rendering.Markdown;

namespace Infra.Tests.PreviewTests.Rendering.Markdown;

/// <summary>A preview as a comment on a pull request.</summary>
public sealed class MarkdownReportTests
{
    [Theory]
    [MemberData(nameof(Repository.DeploymentData), MemberType = typeof(Repository))]
    public async Task Of_every_application_it_is_whole(string application, string stack)
    {
        var preview = await Previews.OfAsync(stack, application);
        var comment = TextOf(preview);
        CommentStructure.AssertWhole(comment);
        Assert.StartsWith(
            $"<!-- infra-preview application={application} stack={stack} -->\n**`{application}` in `{stack}`: "
                + $"✅ all {preview.Checks.Length} checks passed.** Environment {stack}, ",
            comment,
            StringComparison.Ordinal);
        Assert.DoesNotContain("left out: there is no room", comment);
        Assert.DoesNotContain("placeholder", comment);
    }

    [Fact]
    public async Task Secret_outputs_are_masked()
        => Assert.Contains($"| `postgresUrl` | `{PlannedResource.Masked}` |", TextOf(await Previews.OfAsync("prod")));

    [Fact]
    public async Task Changes_come_after_the_summary_then_failed_checks_then_the_diagram_then_what_is_folded()
    {
        var preview = await FailingAsync();
        var comment = TextOf(preview, "### Changes\n\nNone.\n");
        CommentStructure.AssertWhole(comment);
        Assert.Equal(
            ["### Changes", "### Failed checks", "### Who reaches whom"],
            comment.Split('\n').Where(line => line.StartsWith('#')));
        Assert.Equal(
            [
                $"Checks ({preview.Checks.Length})",
                $"Alerts ({AlertsSection.Of(preview.Plan).Rows.Length})",
                "What can be recovered (6)",
                "What <code>pulumi destroy</code> takes and leaves (6)",
                "Exempt from the restricted Pod Security Standard (3)",
                $"Third-party images without a digest ({TagsSection.Of(preview.Settings, preview.Plan).Rows.Length})",
                $"Resources by component ({preview.Plan.Resources.Length})",
                $"Outputs ({preview.Plan.Outputs.Count})",
                $"Set before the first <code>pulumi up</code> ({preview.Settings.Unset.Length})",
            ],
            CommentStructure.FoldedTitles(comment));
    }

    [Fact]
    public async Task What_failed_is_told_in_words_and_is_not_folded()
    {
        var preview = await FailingAsync();
        var (checks, comment) = (preview.Checks.Length, TextOf(preview));
        Assert.Contains(
            $"**`julia` in `prod`: ❌ 1 of {checks} checks failed, {checks - 1} passed.** Environment prod, "
                + $"{preview.Plan.Resources.Length} resources, 9 workloads, 3 data services; "
                + $"{preview.Settings.Unset.Length} settings to set before the first `pulumi up`.\n",
            comment);
        Assert.Contains(
            "\n- **disruptions-budgeted**: Every workload has a disruption budget",
            comment[..comment.IndexOf("<details>", StringComparison.Ordinal)]);
        Assert.Contains("\n  - `Deployment chatwoot`: ", comment[..comment.IndexOf("<details>", StringComparison.Ordinal)]);
        Assert.Contains("| **FAIL** | `disruptions-budgeted` |", comment);
    }

    [Fact]
    public async Task Changes_beyond_their_share_are_left_out_whole()
    {
        var preview = await Previews.OfAsync("prod");
        Assert.Contains(new string('x', MarkdownReport.ChangesShare), TextOf(preview, new string('x', MarkdownReport.ChangesShare)));
        var comment = TextOf(preview, new string('x', MarkdownReport.ChangesShare + 1));
        Assert.DoesNotContain("xxx", comment);
        Assert.Contains("The changes take 24001 characters, for which there is no room here. The preview as text has them.", comment);
    }

    [Fact]
    public async Task What_does_not_apply_has_no_section()
    {
        var preview = await Previews.OfAsync("dev");
        var titles = CommentStructure.FoldedTitles(TextOf(preview with { Settings = preview.Settings with { Unset = [] } }));
        Assert.DoesNotContain(titles, title =>
            title.StartsWith("Exempt", StringComparison.Ordinal) || title.StartsWith("Set before", StringComparison.Ordinal));
        Assert.Contains(
            "nothing is missing for the first `pulumi up`.",
            TextOf(preview with { Settings = preview.Settings with { Unset = [] } }));
    }

    [Theory]
    [InlineData("prod", "<!-- infra-preview application=reference stack=prod -->")]
    [InlineData("a--b", "<!-- infra-preview application=reference stack=a-%2Db -->")]
    [InlineData("-->x", "<!-- infra-preview application=reference stack=-%2D%3Ex -->")]
    public async Task A_marker_is_one_comment_whatever_the_stack_is_called(string stack, string marker)
    {
        var preview = await Previews.OfAsync("prod");
        Assert.Equal(marker, MarkdownReport.Marker((preview with { Plan = preview.Plan with { Stack = stack } }).Report()));
    }

    [Fact]
    public async Task The_verb_prints_it()
    {
        using var project = new Project().With("prod", StackText.Of("infra:postgres: {backup: {retentionDays: 7}}"));
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        Assert.Equal(
            ExitCode.CheckFailed,
            await new CommandLine(output, error, project.Folder).RunAsync(["preview", "prod", "--format", "markdown"]));
        CommentStructure.AssertWhole(output.ToString());
        Assert.Contains("### Failed checks\n\n- **backup-policy**", output.ToString());
    }

    /// <summary>The comment of a preview.</summary>
    internal static string TextOf(Preview preview, string? changes = null)
    {
        using var text = new StringWriter { NewLine = "\n" };
        MarkdownReport.Write(preview.Report(), text, changes);
        return text.ToString();
    }

    private static async Task<Preview> FailingAsync()
    {
        var preview = await Previews.OfAsync("prod", "julia");
        var plan = preview.Plan.Without(preview.Plan.Find("PodDisruptionBudget chatwoot"));
        return Preview.Of(preview.Settings, plan, preview.Catalog);
    }
}
