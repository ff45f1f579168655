using System.Collections.Immutable;

namespace Infra.Offline.Checks;

/// <summary>The verdict of a check.</summary>
/// <param name="Check">The check.</param>
/// <param name="Findings">What breaks the rule; none where it holds.</param>
internal sealed record CheckResult(ICheck Check, ImmutableArray<Finding> Findings)
{
    /// <summary>Whether the rule holds.</summary>
    public bool IsPassed => Findings.IsEmpty;
}
