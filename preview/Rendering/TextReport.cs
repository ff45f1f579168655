namespace StackPreview.Rendering;

/// <summary>Writes a report as plain text, for pipes and files.</summary>
internal static class TextReport
{
    private const string Indent = "  ";

    public static void Write(Report report, TextWriter text)
    {
        text.WriteLine(ReportWording.Headline(report.Plan));

        Heading("Resources");
        foreach (var (resource, depth) in ResourceTree.Flatten(report.Plan))
            text.WriteLine(new string(' ', Indent.Length * depth) + ReportWording.Title(resource));

        Heading("Checks");
        foreach (var check in report.Preview.Checks)
        {
            text.WriteLine($"  {(check.IsPassed ? "pass" : "FAIL")}  {check.Check.Id,-28}  {check.Check.Sentence}");
            foreach (var finding in check.Findings)
                text.WriteLine($"        - {finding.Text}");
        }

        Sections(isToDo: false);

        Heading("Outputs");
        foreach (var (name, value) in report.Plan.Outputs)
            text.WriteLine($"  {name,-20}  {ReportWording.Value(value)}");

        Sections(isToDo: true);

        text.WriteLine();
        text.WriteLine(ReportWording.Verdict(report));

        void Sections(bool isToDo)
        {
            foreach (var section in report.Sections.Where(section => section.IsToDo == isToDo && section.IsShown))
            {
                Heading(ReportWording.Title(section));
                foreach (var row in section.Rows)
                {
                    text.WriteLine(
                        Indent
                            + string.Join(Indent, section.Shown.Select(column => row[column.Index].PadRight(column.Column.Width)))
                                .TrimEnd());
                }
            }
        }

        void Heading(string heading)
        {
            text.WriteLine();
            text.WriteLine(heading);
        }
    }
}
