using System.Collections.Immutable;
using StackPreview.Plans;

namespace StackPreview.Checks;

/// <summary>The verdict of a check.</summary>
/// <param name="Check">The check.</param>
/// <param name="Findings">What breaks the rule; none where it holds.</param>
public sealed record CheckResult(ICheck Check, ImmutableArray<Finding> Findings)
{
    /// <summary>Whether the rule holds.</summary>
    public bool IsPassed => Findings.IsEmpty;

    /// <summary>The verdicts of checks on a plan, in their order.</summary>
    /// <param name="checks">The checks.</param>
    /// <param name="view">What they look at.</param>
    public static ImmutableArray<CheckResult> AllOf<TView>(IEnumerable<ICheck<TView>> checks, TView view)
        where TView : PlanView
        => [.. checks.Select(check => new CheckResult(check, [.. check.Run(view)]))];
}
