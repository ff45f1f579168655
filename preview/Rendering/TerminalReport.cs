using Spectre.Console;
using Spectre.Console.Rendering;

namespace StackPreview.Rendering;

/// <summary>Shows a report on a terminal: a tree, tables, colours.</summary>
internal static class TerminalReport
{
    public static void Write(Report report, IAnsiConsole console)
    {
        console.Write(TreeOf(report));

        var checks = Table("Checks", 3);
        foreach (var check in report.Preview.Checks)
        {
            var verdict = check.IsPassed ? "[green]pass[/]" : "[red]FAIL[/]";
            checks.AddRow(
                new Markup(verdict),
                new Text(check.Check.Id),
                new Text(string.Join('\n', check.Findings.Select(finding => finding.Text).Prepend(check.Check.Sentence))));
        }

        console.Write(checks);
        foreach (var section in report.Sections.Where(section => !section.IsToDo && section.IsShown))
            console.Write(TableOf(section));

        var outputs = Table("Outputs", 2);
        foreach (var (name, value) in report.Plan.Outputs)
            outputs.AddRow(new Text(name), new Text(ReportWording.Value(value)));
        console.Write(outputs);

        // Lines that can be copied.
        foreach (var section in report.Sections.Where(section => section.IsToDo && section.IsShown))
        {
            console.Write(new Rule(Markup.Escape(ReportWording.Title(section))) { Justification = Justify.Left });
            foreach (var row in section.Rows)
                console.WriteLine(string.Join("  ", section.Shown.Select(column => row[column.Index])));
        }

        console.MarkupLine($"\n[{(report.Preview.IsPassed ? "green" : "red")}]{Markup.Escape(ReportWording.Verdict(report))}[/]");
    }

    private static Tree TreeOf(Report report)
    {
        var tree = new Tree(new Text(ReportWording.Headline(report.Plan), new Style(decoration: Decoration.Bold)));
        var path = new Stack<IHasTreeNodes>([tree]);
        foreach (var (resource, depth) in ResourceTree.Flatten(report.Plan))
        {
            while (path.Count > depth)
                path.Pop();
            path.Push(
                path.Peek().AddNode(new Text(ReportWording.Title(resource), resource.IsComponent ? new Style(Color.Blue) : Style.Plain)));
        }

        return tree;
    }

    private static Table TableOf(ReportSection section)
    {
        var columns = section.Shown.ToList();
        var table = Table(ReportWording.Title(section), columns.Count);
        foreach (var row in section.Rows)
            table.AddRow(columns.Select(IRenderable (column) => new Text(row[column.Index], StyleOf(column.Column, row[column.Index]))));
        return table;
    }

    private static Style StyleOf(ReportColumn column, string value)
    {
        if (column.Alarming is null)
            return Style.Plain;
        return new Style(value == column.Alarming ? Color.Red : Color.Yellow);
    }

    private static Table Table(string title, int columns)
        => new Table
        {
            Title = new TableTitle(Markup.Escape(title), new Style(decoration: Decoration.Bold)),
            Border = TableBorder.None,
            ShowHeaders = false,
        }.AddColumns([.. Enumerable.Repeat("", columns)]);
}
