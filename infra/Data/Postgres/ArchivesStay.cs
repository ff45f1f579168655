using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Data.Postgres;

/// <summary>
/// A cluster keeps the name that it archives under: with another, the chain of its write-ahead log is cut, and where the name has been
/// used before, nothing is archived at all. A newer major version is the exception, as one archive never holds two of them. And a database
/// whose archive moves has its past in one place and its future in another: no recovery goes from one to the other, and what is left
/// behind is not pruned any more.
/// </summary>
internal sealed class ArchivesStay : IChangeRule
{
    private static readonly string[] Fields = ["spec.configuration.destinationPath", "spec.configuration.endpointURL"];

    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
        => NameFindings(comparison).Concat(PlaceFindings(comparison));

    private static IEnumerable<ChangeFinding> NameFindings(PlanComparison comparison)
    {
        foreach (var (before, after) in PostgresKinds.KeptClusters(comparison))
        {
            var (old, now) = (ArchiveName.In(before), ArchiveName.In(after));
            if (old == now || ArchiveName.IsKept(after))
                continue;
            if (PostgresKinds.MajorOf(before) < PostgresKinds.MajorOf(after))
                continue;
            yield return new ChangeFinding(
                after.StableTitle,
                $"it archives as {old}, and would as {now}: no recovery leads from one archive into the other",
                $"Remove {ClusterName.SectionOf(after.ObjectName!)}.archive: a cluster keeps the archive that it has",
                IsRefused: true);
        }
    }

    private static IEnumerable<ChangeFinding> PlaceFindings(PlanComparison comparison)
    {
        var existing = PostgresKinds.ByIdentity(comparison.Before, PostgresKinds.ObjectStore);
        return from after in comparison.After.OfKind(PostgresKinds.ObjectStore)
               let before = existing.GetValueOrDefault(PostgresKinds.IdentityOf(after))
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

    private static string PlaceOf(PlannedResource store)
        => string.Join(" at ", Fields.Select(field => store.Inputs.Text(field)).Where(text => text.Length > 0));
}
