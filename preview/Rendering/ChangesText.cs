using StackPreview.Comparison;

namespace StackPreview.Rendering;

/// <summary>Writes what differs between two plans as plain text: the summary, what is refused, and the changes.</summary>
/// <param name="comparison">The comparison.</param>
/// <param name="text">Takes the text.</param>
internal sealed class ChangesText(PlanComparison comparison, TextWriter text)
{
    private const int WidestPath = 90;
    private const string FieldIndent = "      ";

    private readonly SharedChanges _shared = new(comparison.Resources);

    /// <summary>Writes a comparison.</summary>
    public static void Write(PlanComparison comparison, TextWriter text) => new ChangesText(comparison, text).Write();

    private void Write()
    {
        text.WriteLine(ChangeWording.Summary(comparison));
        if (ChangeWording.NamespaceNote(comparison) is { } note)
            text.WriteLine(note);
        Findings("Refused", comparison.Refused);
        Findings("Mind", comparison.Warnings);
        Shared();
        foreach (var (heading, changes) in ChangeWording.Sections(comparison, _shared))
        {
            Heading(heading);
            foreach (var change in changes)
            {
                text.WriteLine($"  {ChangeWording.Title(change)}");
                Fields(change, _shared.OwnOf(change), FieldIndent);
            }
        }

        if (!comparison.Outputs.IsEmpty)
        {
            Heading("Outputs");
            Fields(null, comparison.Outputs, "  ");
        }

        Consequences("Roll out", comparison.Rollouts);
        Consequences("Run", comparison.Runs);
    }

    private void Heading(string heading)
    {
        text.WriteLine();
        text.WriteLine(heading);
    }

    private void Findings(string heading, IEnumerable<ChangeFinding> findings)
    {
        foreach (var (index, finding) in findings.Index())
        {
            if (index == 0)
                Heading(heading);
            text.WriteLine($"  - {ChangeWording.OneLine(finding.Text)}");
        }
    }

    private void Shared()
    {
        if (_shared.All.IsEmpty)
            return;
        Heading(ChangeWording.SharedHeading);
        var width = _shared.All.Max(change => change.Place.Length);
        foreach (var change in _shared.All)
        {
            text.WriteLine($"  {ChangeWording.OneLine(change.Place).PadRight(width)}  {ChangeWording.Difference(null, change.Field)}");
            text.WriteLine($"{FieldIndent}in {change.Resources.Length}: {ChangeWording.Titles(change)}");
        }
    }

    private void Fields(ResourceChange? change, IReadOnlyCollection<FieldChange> fields, string indent)
    {
        var width = fields.Select(field => ChangeWording.Path(field).Length).Where(length => length <= WidestPath).DefaultIfEmpty().Max();
        foreach (var field in fields)
            text.WriteLine($"{indent}{ChangeWording.Path(field).PadRight(width)}  {ChangeWording.Difference(change, field)}");
    }

    private void Consequences(string heading, IReadOnlyCollection<Consequence> rows)
    {
        if (rows.Count > 0)
            Heading(heading);
        var width = rows.Select(row => row.Title.Length).DefaultIfEmpty().Max();
        foreach (var row in rows)
            text.WriteLine($"  {ChangeWording.OneLine(row.Title).PadRight(width)}  {ChangeWording.OneLine(row.Reason)}");
    }
}
