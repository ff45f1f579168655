using System.Text.Json.Nodes;
using Infra.Offline.Checks;
using Infra.Offline.Plans;
using Infra.Values;

namespace Infra.Offline.Comparison.Refusals;

/// <summary>
/// Volumes grow, or stay as they are: Kubernetes refuses to shrink one. Those of a StatefulSet are made once, with it.
/// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims
/// </summary>
internal sealed class VolumesOnlyGrow : IRefusalRule
{
    private const string Request = "spec.resources.requests.storage";
    private const string Templates = "spec.volumeClaimTemplates";

    private static readonly (string Kind, string[] Paths)[] Sizes =
    [
        ("PersistentVolumeClaim", [Request]),
        ("Cluster", ["spec.storage.size", "spec.walStorage.size"]),
        (MySqlObjects.ClusterKind, ["spec.mysql.volumeSpec.persistentVolumeClaim.resources.requests.storage"]),
    ];

    public IEnumerable<ChangeFinding> Run(RefusalContext context)
        => Sizes.SelectMany(entry => context.Pairs(entry.Kind).SelectMany(pair => entry.Paths.Select(path => Shrunk(pair.After, path, pair.Before.Inputs.At(path), pair.After.Inputs.At(path)))))
            .Concat(context.Pairs("StatefulSet").SelectMany(pair => OfTemplates(pair.Before, pair.After)))
            .OfType<ChangeFinding>();

    private static IEnumerable<ChangeFinding?> OfTemplates(PlannedResource before, PlannedResource after)
    {
        var templates = before.Inputs.Items(Templates).DistinctBy(NameOf).ToDictionary(NameOf);
        foreach (var template in after.Inputs.Items(Templates))
        {
            var path = $"{Templates}[{NameOf(template)}].{Request}";
            var (old, now) = (templates.GetValueOrDefault(NameOf(template)).At(Request), template.At(Request));
            yield return Shrunk(after, path, old, now) ?? (AmountOf(now) > AmountOf(old) ? Grown(after, path, old, now, NameOf(template)) : null);
        }

        static string NameOf(JsonNode template) => template.Text("metadata.name");
    }

    private static ChangeFinding? Shrunk(PlannedResource resource, string path, JsonNode? old, JsonNode? now)
        => AmountOf(now) < AmountOf(old)
            ? new ChangeFinding(PlanNames.TitleOf(resource), $"{path} goes down from {old} to {now}, and a volume cannot shrink", $"Leave it at {old}; for a smaller one, move the data to a volume of another name", IsRefused: true)
            : null;

    private static ChangeFinding Grown(PlannedResource resource, string path, JsonNode? old, JsonNode? now, string volume)
        => new(
            PlanNames.TitleOf(resource),
            $"{path} goes up from {old} to {now}, but a StatefulSet makes its volumes once",
            $"Edit the storage request of the PersistentVolumeClaims {volume}-{resource.ObjectName}-0 and following as well",
            IsRefused: false);

    private static decimal? AmountOf(JsonNode? size) => Quantity.TryParse(size?.ToString() ?? "")?.Amount;
}
