using System.Collections.Immutable;

namespace StackPreview.Rendering;

/// <summary>A part of a report that a program adds: what there is to know about a plan that no plan says.</summary>
/// <param name="Title">Its title; what stands between backticks is code.</param>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Columns">What its rows consist of.</param>
/// <param name="Rows">Its rows, the most important first; each has a value for each column.</param>
public sealed record ReportSection(
    string Title,
    string Name,
    ImmutableArray<ReportColumn> Columns,
    ImmutableArray<ImmutableArray<string>> Rows)
{
    /// <summary>Whether it is shown where it has no rows. Default: only JSON has it then.</summary>
    public bool IsShownEmpty { get; init; }

    /// <summary>
    /// Whether its rows are commands that are left to be run: they come last, can be copied, and get room before most else. Default: they
    /// are not.
    /// </summary>
    public bool IsToDo { get; init; }

    /// <summary>What a summary says about it, the end of a sentence in Markdown; null for nothing.</summary>
    public string? Summary { get; init; }

    /// <summary>Whether people see it.</summary>
    internal bool IsShown => IsShownEmpty || !Rows.IsEmpty;

    /// <summary>The columns that people see, each with its place.</summary>
    internal IEnumerable<(int Index, ReportColumn Column)> Shown => Columns.Index().Where(column => column.Item.Heading is not null);
}
