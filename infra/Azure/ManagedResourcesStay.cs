using StackPreview.Comparison;
using StackPreview.Kinds;

namespace Infra.Azure;

/// <summary>
/// What guards or hides data in Azure is not deleted where data is protected, although the engine would: it protects the data alone.
/// Alerts follow the settings, and what belongs to a server that is given up goes with it.
/// </summary>
internal sealed class ManagedResourcesStay : IChangeRule
{
    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
    {
        var deleted = comparison.Of(ChangeKind.Deleted).Select(change => change.Before!).ToList();
        var released = deleted
            .Where(resource => resource.HoldsData && !resource.Options.Protect)
            .Select(resource => resource.Urn)
            .ToHashSet();
        return from change in comparison.Of(ChangeKind.Deleted)
               where comparison.Before.ProtectsData && !change.Before!.Options.Protect
               where AzureKinds.Guards.Any(change.Before!.Is) && !change.Before!.Dependencies.Overlaps(released)
               select new ChangeFinding(
                   change.Title,
                   "it belongs to a managed service that has data, and would be deleted",
                   "Take the change back; where it is meant, move the data first",
                   IsRefused: true);
    }
}
