using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Data.Postgres;

/// <summary>
/// A database whose archive moves has its past in one place and its future in another: no recovery goes from one to the other, and what is
/// left behind is not pruned any more.
/// </summary>
internal sealed class ArchivesStay : IChangeRule
{
    private static readonly string[] Fields = ["spec.configuration.destinationPath", "spec.configuration.endpointURL"];

    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
    {
        var existing = comparison.Before.OfKind(PostgresKinds.ObjectStore).DistinctBy(IdentityOf).ToDictionary(IdentityOf);
        return from after in comparison.After.OfKind(PostgresKinds.ObjectStore)
               let before = existing.GetValueOrDefault(IdentityOf(after))
               where before is not null
               let places = (Before: PlaceOf(before), After: PlaceOf(after))
               where places.Before != places.After
               select new ChangeFinding(
                   after.StableTitle,
                   $"its archive moves from {places.Before} to {places.After}: a base backup is taken there at once, and what is "
                       + "before it is recovered from the old place",
                   "Keep the old place, and who may read it, for as long as the recovery window says: nothing prunes it any more",
                   IsRefused: false);
    }

    private static string IdentityOf(PlannedResource store) => $"{store.Inputs.Text("metadata.namespace")}/{store.ObjectName}";

    private static string PlaceOf(PlannedResource store)
        => string.Join(" at ", Fields.Select(field => store.Inputs.Text(field)).Where(text => text.Length > 0));
}
