using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Kinds;

namespace Infra.Azure;

/// <summary>
/// What is made in a subscription and a location stays there: with another, the engine makes everything anew, and what held data is left
/// behind or deleted (https://www.pulumi.com/registry/packages/azure-native/api-docs/provider/).
/// </summary>
internal sealed class SubscriptionStays : IChangeRule
{
    private static readonly string[] Names = ["location", "subscriptionId", "tenantId"];

    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
        => from pair in comparison.Kept
           where pair.After.Is(AzureKinds.Provider)
           from name in Names
           let old = pair.Before.Inputs.At(name)?.ToJsonString()
           let now = pair.After.Inputs.At(name)?.ToJsonString()
           where old is not null && now is not null && old != now
           select new ChangeFinding(
               pair.After.Title,
               $"its {name} changes from {old} to {now}, and everything would be made anew there, without its data",
               "Take the change back; where it is meant, deploy another stack there and move the data",
               comparison.Before.ProtectsData);
}
