using Infra.Offline.Diagrams;

namespace Infra.Offline.Rendering.Markdown;

/// <summary>
/// Writes a preview as a comment on a pull request: a summary, what changes, what failed, who reaches whom, and the rest to be unfolded. It stays below 60,000
/// characters whatever the application: sections that come late in <see cref="Rank"/> are the first to tell less.
/// </summary>
/// <remarks>
/// The first line is a comment in HTML that readers do not see, such as <c>&lt;!-- infra-preview application=shop stack=prod --&gt;</c>. It is the same in
/// every preview of the application and the stack, and in no other, so that a pipeline finds the comment that it is to update. The names are percent-encoded.
/// </remarks>
internal static class MarkdownReport
{
    /// <summary>The most characters of the changes; a longer fragment is left out.</summary>
    public const int ChangesShare = 24_000;

    private const int SectionShare = 16_000;

    /// <summary>Which section gets room before which.</summary>
    private enum Rank
    {
        Changes,
        FailedChecks,
        Settings,
        Diagram,
        Outputs,
        Checks,
        Exemptions,
        Alerts,
        Resources,
    }

    /// <summary>Writes a preview.</summary>
    /// <param name="preview">The preview.</param>
    /// <param name="text">Where it is written to.</param>
    /// <param name="changes">Markdown about what changes, complete in itself and not longer than <see cref="ChangesShare"/>. Default: nothing is said about it.</param>
    public static void Write(Preview preview, TextWriter text, string? changes = null)
    {
        var diagram = DiagramBuilder.Build(preview.Plan, preview.Settings);
        text.Write(Comment.Of(
            $"{Marker(preview)}\n{Summary(preview, diagram)}",
            [
                new CommentSection((int)Rank.Changes, ChangesShare, room => Changes(changes, room)),
                new CommentSection((int)Rank.FailedChecks, SectionShare, room => FailedChecksSection.Of(preview.Checks, room)),
                new CommentSection((int)Rank.Diagram, SectionShare, room => DiagramSection.Of(diagram, room)),
                .. FoldedSections(preview),
            ]));
    }

    /// <summary>The first line, by which the comment is found.</summary>
    public static string Marker(Preview preview) => $"<!-- infra-preview application={Encoded(preview.Settings.Application.Name)} stack={Encoded(preview.Plan.Stack)} -->";

    private static IEnumerable<CommentSection> FoldedSections(Preview preview)
    {
        var (plan, unset) = (preview.Plan, preview.Settings.Unset);
        var (exemptions, alerts) = (preview.Exemptions.ToList(), preview.Alerts.ToList());
        yield return Table(Rank.Checks, $"Checks ({preview.Checks.Length})", ["Verdict", "Check", "Rule"], preview.Checks.Select(
            check => MarkdownTable.Row(check.IsPassed ? "pass" : "**FAIL**", MarkdownText.Code(check.Check.Id), MarkdownText.Plain(check.Check.Sentence))));
        yield return Table(Rank.Alerts, $"Alerts ({alerts.Count})", ["Severity", "Alert", "When it fires"], alerts.Select(
            alert => MarkdownTable.Row(MarkdownText.Plain(alert.Severity), MarkdownText.Code(alert.Name), MarkdownText.Plain(alert.Summary))));
        if (exemptions.Count > 0)
        {
            yield return Table(Rank.Exemptions, $"Exempt from the restricted Pod Security Standard ({exemptions.Count})", ["Workload", "Is allowed", "Reason"], exemptions.Select(
                exemption => MarkdownTable.Row(MarkdownText.Code(exemption.Workload), MarkdownText.Plain(exemption.Allowed), MarkdownText.Plain(exemption.Reason))));
        }

        yield return CommentSection.Folded((int)Rank.Resources, SectionShare, $"Resources by component ({plan.Resources.Length})", room => ResourcesSection.Of(plan, room));
        yield return Table(Rank.Outputs, $"Outputs ({plan.Outputs.Count})", ["Output", "Value"], plan.Outputs.Select(
            output => MarkdownTable.Row(MarkdownText.Code(output.Key), output.Value is null ? "none" : MarkdownText.Code(ReportWording.Value(output.Value)))));
        if (!unset.IsEmpty)
        {
            yield return CommentSection.Folded((int)Rank.Settings, SectionShare, $"Set before the first <code>pulumi up</code> ({unset.Length})", room => FittingLines.Of(
                [], unset.Select(value => $"- {MarkdownText.Code(ReportWording.Command(value, plan.Stack))}"), [], room));
        }
    }

    private static CommentSection Table(Rank rank, string title, IReadOnlyList<string> headings, IEnumerable<string> rows)
        => CommentSection.Folded((int)rank, SectionShare, title, room => MarkdownTable.Of(headings, rows, room));

    private static string Changes(string? changes, int room)
        => changes is null || changes.Length <= room
            ? changes?.Trim('\n') ?? ""
            : $"The changes take {changes.Length} characters, for which there is no room here. The preview as text has them.";

    private static string Summary(Preview preview, NetworkDiagram diagram)
    {
        var (settings, unset) = (preview.Settings, preview.Settings.Unset.Length);
        var first = unset == 0 ? "nothing is missing for the first `pulumi up`" : $"{Counted(unset, "setting")} to set before the first `pulumi up`";
        return $"**{MarkdownText.Code(settings.Application.Name)} in {MarkdownText.Code(preview.Plan.Stack)}: {Verdict(preview)}** "
            + $"Environment {settings.Environment.Name}, {Counted(preview.Plan.Resources.Length, "resource")}, {Counted(diagram.WorkloadCount, "workload")}, {Counted(diagram.DataServiceCount, "data service")}; {first}.";
    }

    // The verdict is in words, as a mark alone is read over.
    private static string Verdict(Preview preview)
    {
        var failed = preview.Checks.Count(check => !check.IsPassed);
        return failed == 0 ? $"✅ all {preview.Checks.Length} checks passed." : $"❌ {failed} of {preview.Checks.Length} checks failed, {preview.Checks.Length - failed} passed.";
    }

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    // Two dashes would end a comment, and one at the end could make two.
    private static string Encoded(string name) => Uri.EscapeDataString(name).Replace("--", "-%2D", StringComparison.Ordinal);
}
