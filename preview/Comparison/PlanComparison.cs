using System.Collections.Immutable;
using StackPreview.Plans;

namespace StackPreview.Comparison;

/// <summary>
/// What differs between two plans of an application. Where both are of one stack, the second is what becomes of the first: replacements,
/// rollouts and refusals are told. Two stacks only differ: nothing of one becomes the other, so nothing is replaced, rolled out or
/// refused, and what is named after the stack or its namespace counts as the same.
/// </summary>
public sealed record PlanComparison
{
    /// <summary>The first plan.</summary>
    public required Plan Before { get; init; }

    /// <summary>The second plan.</summary>
    public required Plan After { get; init; }

    /// <summary>Whether both plans are of one stack.</summary>
    public bool IsOfOneStack => AreOfOneStack(Before, After);

    /// <summary>
    /// The resources that differ, in the order to deploy them; then those that are deleted, in the order to delete them.
    /// </summary>
    public required ImmutableArray<ResourceChange> Resources { get; init; }

    /// <summary>The resources that are in both plans, as they are and as they become, in the order to deploy them.</summary>
    public required ImmutableArray<(PlannedResource Before, PlannedResource After)> Kept { get; init; }

    /// <summary>The number of resources that are the same.</summary>
    public required int Unchanged { get; init; }

    /// <summary>The outputs that differ.</summary>
    public required ImmutableArray<FieldChange> Outputs { get; init; }

    /// <summary>The workloads whose pods are replaced, one after the other.</summary>
    public ImmutableArray<Consequence> Rollouts { get; init; } = [];

    /// <summary>The jobs that run.</summary>
    public ImmutableArray<Consequence> Runs { get; init; } = [];

    /// <summary>What must not be done to a live stack, and what should be known before it is done.</summary>
    public ImmutableArray<ChangeFinding> Findings { get; init; } = [];

    /// <summary>What must not be done to a live stack.</summary>
    public IEnumerable<ChangeFinding> Refused => Findings.Where(finding => finding.IsRefused);

    /// <summary>What should be known before it is done.</summary>
    public IEnumerable<ChangeFinding> Warnings => Findings.Where(finding => !finding.IsRefused);

    /// <summary>Whether nothing must not be done.</summary>
    public bool IsPassed => !Refused.Any();

    /// <summary>Whether the plans are the same.</summary>
    public bool IsEmpty => Resources.IsEmpty && Outputs.IsEmpty;

    /// <summary>The resources that something becomes of.</summary>
    public IEnumerable<ResourceChange> Of(ChangeKind kind) => Resources.Where(resource => resource.Kind == kind);

    /// <summary>Whether two plans are of one stack.</summary>
    public static bool AreOfOneStack(Plan before, Plan after) => before.Stack == after.Stack;
}
