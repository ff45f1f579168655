using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace StackPreview.Rules;

/// <summary>
/// Volumes grow, or stay as they are: Kubernetes refuses to shrink one. Those of a StatefulSet are made once, with it.
/// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims
/// </summary>
internal sealed class VolumesOnlyGrow : IChangeRule
{
    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
        => from pair in comparison.Kept
           from fact in pair.After.Facts.VolumeSizes
           from finding in Findings(fact, pair.Before, pair.After)
           select finding;

    private static IEnumerable<ChangeFinding> Findings(VolumeSizeFact fact, PlannedResource before, PlannedResource after)
    {
        var sizes = before.Inputs.All(fact.Path).DistinctBy(size => size.Path).ToDictionary(size => size.Path, size => size.Value);
        foreach (var (path, volume, now) in after.Inputs.All(fact.Path))
        {
            var old = sizes.GetValueOrDefault(path);
            if (AmountOf(now) < AmountOf(old))
            {
                yield return new ChangeFinding(
                    after.StableTitle,
                    $"{path} goes down from {old} to {now}, and a volume cannot shrink",
                    $"Leave it at {old}; for a smaller one, move the data to a volume of another name",
                    IsRefused: true);
            }
            else if (fact.IsForNewOnes && AmountOf(now) > AmountOf(old))
            {
                yield return new ChangeFinding(
                    after.StableTitle,
                    $"{path} goes up from {old} to {now}, but a {after.Kind} makes its volumes once",
                    $"Edit the storage request of the PersistentVolumeClaims {volume}-{after.ObjectName}-0 and following as well",
                    IsRefused: false);
            }
        }
    }

    private static decimal? AmountOf(object? size) => QuantityAmount.TryParse(size?.ToString() ?? "");
}
