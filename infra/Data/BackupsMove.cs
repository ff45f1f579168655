using StackPreview.Comparison;
using StackPreview.Plans;

namespace Infra.Data;

/// <summary>
/// Backups of a live database that go elsewhere from now on: those that exist stay where they are, and until the first one is taken there
/// are none in the new place.
/// </summary>
/// <param name="destinationOf">Where the backups go that a resource declares; null for resources that declare none.</param>
internal sealed class BackupsMove(Func<PlannedResource, string?> destinationOf) : IChangeRule
{
    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
        => from pair in comparison.Kept
           let old = destinationOf(pair.Before)
           let now = destinationOf(pair.After)
           where old is not null && now is not null && old != now
           select new ChangeFinding(
               pair.After.StableTitle,
               $"its backups move from {old} to {now}: those in the old place stay there, and in the new one there is none to recover "
                   + "from until the next is taken",
               "Take a backup right after the update, and keep the old place for the recovery window",
               IsRefused: false);
}
