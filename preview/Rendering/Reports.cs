using Spectre.Console;
using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Rendering.Markdown;

namespace StackPreview.Rendering;

/// <summary>Writes reports and comparisons.</summary>
public static class Reports
{
    /// <summary>Writes a report.</summary>
    public static void Write(Report report, ReportFormat format, TextWriter output)
    {
        if (format == ReportFormat.Json)
        {
            JsonReport.Write(report, output);
        }
        else if (format == ReportFormat.Markdown)
        {
            MarkdownReport.Write(report, output);
        }
        else
        {
            WriteChanges(report, output);
            TextReport.Write(report, output);
        }
    }

    /// <summary>Writes a comparison.</summary>
    public static void Write(PlanComparison comparison, ReportFormat format, TextWriter output)
    {
        if (format == ReportFormat.Json)
            output.Write(JsonText.Of(ChangesJson.ToJson(comparison)));
        else if (format == ReportFormat.Markdown)
            output.Write(ChangesMarkdown.Of(comparison));
        else
            ChangesText.Write(comparison, output);
    }

    /// <summary>Shows a report on the terminal; as text, where the output goes elsewhere.</summary>
    public static void Show(Report report)
    {
        if (Console.IsOutputRedirected)
        {
            Write(report, ReportFormat.Text, Console.Out);
            return;
        }

        WriteChanges(report, Console.Out);
        TerminalReport.Write(report, AnsiConsole.Console);
    }

    private static void WriteChanges(Report report, TextWriter output)
    {
        if (report.Changes is not { } changes)
            return;
        ChangesText.Write(changes, output);
        output.WriteLine();
    }
}
