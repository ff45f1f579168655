using System.Collections.Immutable;
using StackPreview.Plans;

namespace StackPreview.Checks;

/// <summary>A plan with the verdicts on it.</summary>
/// <param name="Plan">What the stack declares.</param>
/// <param name="Checks">The verdicts.</param>
public sealed record CheckedPlan(Plan Plan, ImmutableArray<CheckResult> Checks)
{
    /// <summary>Whether every check holds.</summary>
    public bool IsPassed => Checks.All(check => check.IsPassed);
}
