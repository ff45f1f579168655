using System.Text;
using Infra.Applications;
using Infra.Reporting;
using Infra.Tests.Support;
using StackPreview.Rendering;

namespace Infra.Tests.Documentation;

/// <summary>The tables of docs/recovery.md: what can be recovered in each environment, of each kind of data.</summary>
internal static class RecoveryTable
{
    // Between them, they have every kind.
    private static readonly string[] Applications = ["reference", "graphrag", "julia"];

    /// <summary>The tables, one an environment.</summary>
    public static string Text()
    {
        var text = new StringBuilder();
        foreach (var environment in new[] { "dev", "stage", "prod" })
        {
            text.Append('\n').Append("### ").Append(environment).Append("\n\n");
            var sections = Applications
                .Select(application => (Name: application, Section: SectionOf(application, environment)))
                .ToList();
            var columns = sections[0].Section.Columns;
            text
                .Append("| Application | ")
                .AppendJoin(" | ", columns.Select(column => column.Heading))
                .Append(" |\n|---")
                .Append(string.Concat(columns.Select(_ => "|---")))
                .Append("|\n");
            foreach (var (name, section) in sections)
            {
                foreach (var row in section.Rows)
                    text.Append("| ").Append(name).Append(" | ").AppendJoin(" | ", columns.Zip(row, CellOf)).Append(" |\n");
            }
        }

        return text.ToString();
    }

    private static string CellOf(ReportColumn column, string value) => column.IsCode ? $"`{value}`" : value;

    private static ReportSection SectionOf(string application, string environment)
    {
        var settings = CustomStack.SettingsOf(
            ApplicationCatalog.All.Single(one => one.Name == application),
            environment,
            ("objectStorage", """{ "destination": "s3://my-backups/stack" }"""),
            ("edge", """{ "domain": "example.com" }"""));
        return RecoverySection.Of(settings, Catalog.Default.DataServices);
    }
}
