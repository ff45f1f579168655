using Spectre.Console;

namespace Infra.Offline.Rendering;

/// <summary>Shows a preview on a terminal: a tree, tables, colours.</summary>
internal static class TerminalReport
{
    public static void Write(Preview preview, IAnsiConsole console)
    {
        var (plan, settings) = (preview.Plan, preview.Settings);
        console.Write(TreeOf(preview));

        var checks = Table("Checks");
        foreach (var check in preview.Checks)
        {
            var verdict = check.IsPassed ? "[green]pass[/]" : "[red]FAIL[/]";
            checks.AddRow(new Markup(verdict), new Text(check.Check.Id), new Text(string.Join('\n', check.Findings.Select(finding => finding.Text).Prepend(check.Check.Sentence))));
        }

        console.Write(checks);

        if (preview.Exemptions.Any())
        {
            var exemptions = Table("Exempt from the restricted Pod Security Standard");
            foreach (var exemption in preview.Exemptions)
                exemptions.AddRow(new Text(exemption.Workload), new Text(exemption.Allowed), new Text(exemption.Reason));
            console.Write(exemptions);
        }

        var alerts = Table("Alerts");
        foreach (var alert in preview.Alerts)
            alerts.AddRow(new Text(alert.Severity, alert.Severity == "critical" ? new Style(Color.Red) : new Style(Color.Yellow)), new Text(alert.Name), new Text(alert.Summary));
        console.Write(alerts);

        var outputs = Table("Outputs");
        foreach (var (name, value) in plan.Outputs)
            outputs.AddRow(new Text(name), new Text(ReportWording.Value(value)), Text.Empty);
        console.Write(outputs);

        if (!settings.Unset.IsEmpty)
        {
            console.Write(new Rule("Set before the first pulumi up") { Justification = Justify.Left });
            foreach (var unset in settings.Unset)
                console.WriteLine(ReportWording.Command(unset, plan.Stack));
        }

        console.MarkupLine($"\n[{(preview.IsPassed ? "green" : "red")}]{Markup.Escape(ReportWording.Verdict(preview))}[/]");
    }

    private static Tree TreeOf(Preview preview)
    {
        var tree = new Tree(new Text(ReportWording.Headline(preview), new Style(decoration: Decoration.Bold)));
        var path = new Stack<IHasTreeNodes>([tree]);
        foreach (var (resource, depth) in ResourceTree.Flatten(preview.Plan))
        {
            while (path.Count > depth)
                path.Pop();
            path.Push(path.Peek().AddNode(new Text(ReportWording.Title(resource), resource.IsComponent ? new Style(Color.Blue) : Style.Plain)));
        }

        return tree;
    }

    private static Table Table(string title)
        => new Table { Title = new TableTitle(title, new Style(decoration: Decoration.Bold)), Border = TableBorder.None, ShowHeaders = false }.AddColumns("", "", "");
}
