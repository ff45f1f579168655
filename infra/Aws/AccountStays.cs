using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Kinds;

namespace Infra.Aws;

/// <summary>
/// What is made in a region and an account stays there: with another, the engine makes everything anew, and what held data is left behind
/// or deleted (https://www.pulumi.com/registry/packages/aws/api-docs/provider/).
/// </summary>
internal sealed class AccountStays : IChangeRule
{
    private static readonly string[] Names = ["region", "allowedAccountIds"];

    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
        => from pair in comparison.Kept
           where pair.After.Is(AwsKinds.Provider)
           from name in Names
           let old = pair.Before.Inputs.At(name)?.ToJsonString()
           let now = pair.After.Inputs.At(name)?.ToJsonString()
           where old is not null && old != now
           select new ChangeFinding(
               pair.After.Title,
               $"its {name} changes from {old} to {now}, and everything would be made anew there, without its data",
               "Take the change back; where it is meant, deploy another stack there and move the data",
               comparison.Before.ProtectsData);
}
