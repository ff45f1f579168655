using System.Collections.Immutable;
using StackPreview.Checks;
using StackPreview.Comparison;
using StackPreview.Diagrams;
using StackPreview.Plans;

namespace StackPreview.Rendering;

/// <summary>What is told about a plan.</summary>
/// <param name="Preview">The plan, and the verdicts on it.</param>
public sealed record Report(CheckedPlan Preview)
{
    /// <summary>What changes since an earlier plan. Default: nothing is said about it.</summary>
    public PlanComparison? Changes { get; init; }

    /// <summary>What a program adds. Default: nothing.</summary>
    public ImmutableArray<ReportSection> Sections { get; init; } = [];

    /// <summary>What the diagram of who reaches whom cannot know from the plan. Default: nothing.</summary>
    public IDiagramHints Diagram { get; init; } = new PlainDiagram();

    /// <summary>
    /// The word that comments begin with, by which a pipeline finds those that it is to update. Default: <c>stack-preview</c>.
    /// </summary>
    public string Marker { get; init; } = "stack-preview";

    /// <summary>The plan.</summary>
    internal Plan Plan => Preview.Plan;
}
