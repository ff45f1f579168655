using System.Text.Json.Nodes;
using StackPreview.Comparison;
using StackPreview.Json;

namespace Infra.Data.Postgres;

/// <summary>
/// Where a cluster is updated by a switchover, the operator refuses an update that changes the image and parameters
/// (https://cloudnative-pg.io/documentation/current/rolling_update/).
/// </summary>
internal sealed class ImagesChangeAlone : IChangeRule
{
    private const string Parameters = "spec.postgresql.parameters";

    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
    {
        foreach (var (before, after) in PostgresKinds.KeptClusters(comparison))
        {
            var image = before.Inputs.Text(ClusterRestarts.Image);
            var changed = before.Inputs.Entries(Parameters)
                .Concat(after.Inputs.Entries(Parameters))
                .Select(parameter => parameter.Key)
                .Distinct()
                .Where(name => !JsonNode.DeepEquals(Of(before.Inputs, name), Of(after.Inputs, name)))
                .ToList();
            if (changed.Count == 0 || image == after.Inputs.Text(ClusterRestarts.Image) || !ClusterRestarts.SwitchesOver(after.Inputs))
                continue;
            yield return new ChangeFinding(
                after.StableTitle,
                $"its image and its parameters ({string.Join(", ", changed)}) change together, which the operator refuses where a "
                    + "replica takes over first",
                $"Hold the image back: set {ClusterName.SectionOf(after.ObjectName!)}.image to {image}, deploy that, and remove it "
                    + "with the next update",
                IsRefused: true);
        }
    }

    private static JsonNode? Of(JsonNode cluster, string parameter) => cluster.At(Parameters)?[parameter];
}
