using Infra.Offline.Plans;

namespace Infra.Offline.Comparison.Refusals;

/// <summary>What rules about live stacks look at.</summary>
/// <param name="Comparison">What differs.</param>
/// <param name="Matcher">Which resource of one plan is which of the other.</param>
internal sealed record RefusalContext(PlanComparison Comparison, ResourceMatcher Matcher)
{
    /// <summary>The resources of a kind that are in both plans, as they are and as they become.</summary>
    public IEnumerable<(PlannedResource Before, PlannedResource After)> Pairs(string kind)
        => from after in Comparison.After.OfKind(kind)
           let before = Matcher.Before(after)
           where before is not null
           select (before, after);
}
