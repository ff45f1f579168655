using StackPreview.Checks;
using StackPreview.Diagrams;

namespace StackPreview.Rendering.Markdown;

/// <summary>
/// Writes a report as a comment on a pull request: a summary, what changes, what failed, who reaches whom, and the rest to be unfolded. It
/// stays below 60,000 characters whatever the program: sections that come late in <see cref="Rank"/> are the first to tell less.
/// </summary>
/// <remarks>
/// The first line is a comment in HTML that readers do not see, such as <c>&lt;!-- stack-preview application=shop stack=prod --&gt;</c>.
/// It is the same in every report of the application and the stack, and in no other, so that a pipeline finds the comment that it is to
/// update. The names are percent-encoded.
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
        ToDo,
        Diagram,
        Outputs,
        Checks,
        Sections,
        Resources,
    }

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="text">Where it is written to.</param>
    public static void Write(Report report, TextWriter text)
        => Write(report, text, report.Changes is { } changes ? ChangesMarkdown.Of(changes, ChangesShare) : null);

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="text">Where it is written to.</param>
    /// <param name="changes">
    /// Markdown about what changes, complete in itself and not longer than <see cref="ChangesShare"/>; null where nothing is said about
    /// it.
    /// </param>
    public static void Write(Report report, TextWriter text, string? changes)
    {
        var diagram = DiagramBuilder.Build(report.Plan, report.Diagram);
        text.Write(Comment.Of(
            $"{Marker(report)}\n{Summary(report, diagram)}",
            [
                new CommentSection((int)Rank.Changes, ChangesShare, room => Changes(changes, room)),
                new CommentSection((int)Rank.FailedChecks, SectionShare, room => FailedChecksSection.Of(report.Preview.Checks, room)),
                new CommentSection((int)Rank.Diagram, SectionShare, room => DiagramSection.Of(diagram, room)),
                .. FoldedSections(report),
            ]));
    }

    /// <summary>The first line, by which the comment is found.</summary>
    public static string Marker(Report report)
        => $"<!-- {report.Marker} application={Encoded(report.Plan.Application)} stack={Encoded(report.Plan.Stack)} -->";

    private static IEnumerable<CommentSection> FoldedSections(Report report)
    {
        var plan = report.Plan;
        var checks = report.Preview.Checks;
        yield return Table(Rank.Checks, $"Checks ({checks.Length})", ["Verdict", "Check", "Rule"], checks.Select(Row));
        foreach (var section in report.Sections.Where(section => !section.IsToDo && section.IsShown))
        {
            yield return Table(
                Rank.Sections,
                TitleOf(section),
                [.. section.Shown.Select(column => column.Column.Heading!)],
                section.Rows.Select(row => MarkdownTable.Row(CellsOf(section, row))));
        }

        yield return CommentSection.Folded((int)Rank.Resources, SectionShare, $"Resources by component ({plan.Resources.Length})", room =>
            ResourcesSection.Of(plan, room));
        yield return Table(
            Rank.Outputs,
            $"Outputs ({plan.Outputs.Count})",
            ["Output", "Value"],
            plan.Outputs.Select(output =>
                MarkdownTable.Row(
                    MarkdownText.Code(output.Key),
                    output.Value is null ? "none" : MarkdownText.Code(ReportWording.Value(output.Value)))));
        foreach (var section in report.Sections.Where(section => section.IsToDo && section.IsShown))
        {
            yield return CommentSection.Folded((int)Rank.ToDo, SectionShare, TitleOf(section), room => FittingLines.Of(
                [], section.Rows.Select(row => $"- {string.Join(": ", CellsOf(section, row))}"), [], room));
        }
    }

    private static string Row(CheckResult check)
        => MarkdownTable.Row(
            check.IsPassed ? "pass" : "**FAIL**",
            MarkdownText.Code(check.Check.Id),
            MarkdownText.Plain(check.Check.Sentence));

    private static IEnumerable<string> CellsOf(ReportSection section, IReadOnlyList<string> row)
        => section.Shown.Select(column =>
            column.Column.IsCode ? MarkdownText.Code(row[column.Index]) : MarkdownText.Plain(row[column.Index]));

    // In a title, which is HTML, code stands between tags.
    private static string TitleOf(ReportSection section)
        => $"{string.Concat(section.Title.Split('`').Select((part, index) => index % 2 == 1 ? $"<code>{part}</code>" : part))} "
            + $"({section.Rows.Length})";

    private static CommentSection Table(Rank rank, string title, IReadOnlyList<string> headings, IEnumerable<string> rows)
        => CommentSection.Folded((int)rank, SectionShare, title, room => MarkdownTable.Of(headings, rows, room));

    private static string Changes(string? changes, int room)
        => changes is null || changes.Length <= room
            ? changes?.Trim('\n') ?? ""
            : $"The changes take {changes.Length} characters, for which there is no room here. The preview as text has them.";

    private static string Summary(Report report, NetworkDiagram diagram)
    {
        var plan = report.Plan;
        var clauses = string.Concat(report.Sections.Select(section => section.Summary).OfType<string>().Select(summary => $"; {summary}"));
        return $"**{MarkdownText.Code(plan.Application)} in {MarkdownText.Code(plan.Stack)}: {Verdict(report)}** "
            + $"Environment {plan.Environment}, {Counted(plan.Resources.Length, "resource")}, "
            + $"{Counted(diagram.WorkloadCount, "workload")}, {Counted(diagram.DataServiceCount, "data service")}{clauses}.";
    }

    // The verdict is in words, as a mark alone is read over.
    private static string Verdict(Report report)
    {
        var total = report.Preview.Checks.Length;
        var failed = report.Preview.Checks.Count(check => !check.IsPassed);
        return failed == 0 ? $"✅ all {total} checks passed." : $"❌ {failed} of {total} checks failed, {total - failed} passed.";
    }

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    // Two dashes would end a comment, and one at the end could make two.
    private static string Encoded(string name) => Uri.EscapeDataString(name).Replace("--", "-%2D", StringComparison.Ordinal);
}
