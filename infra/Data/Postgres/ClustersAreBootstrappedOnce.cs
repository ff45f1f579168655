using System.Text.Json.Nodes;
using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Data.Postgres;

/// <summary>
/// A database cluster is bootstrapped when it is made. A recovery that is declared for one that exists does nothing, or, where the cluster
/// is deleted to make it work, takes the data with it. https://cloudnative-pg.io/documentation/current/bootstrap/
/// </summary>
internal sealed class ClustersAreBootstrappedOnce : IChangeRule
{
    private const string Bootstrap = "spec.bootstrap";
    private const string Initdb = "initdb";

    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
    {
        var existing = comparison.Before.OfKind(PostgresKinds.Cluster).DistinctBy(IdentityOf).ToDictionary(IdentityOf);
        foreach (var after in comparison.After.OfKind(PostgresKinds.Cluster))
        {
            // The one that is there, under whatever name of the program.
            if (!existing.TryGetValue(IdentityOf(after), out var before))
                continue;
            var old = before.Inputs.At(Bootstrap);
            var now = after.Inputs.At(Bootstrap);
            if (JsonNode.DeepEquals(old, now))
                continue;
            yield return MethodOf(old) == Initdb && MethodOf(now) == Initdb
                ? new ChangeFinding(
                    after.StableTitle,
                    "its bootstrap.initdb changes, which has no effect on a cluster that exists",
                    "Make the change in the database by hand",
                    IsRefused: false)
                : new ChangeFinding(
                    after.StableTitle,
                    $"its bootstrap changes from {MethodOf(old)} to {MethodOf(now)}, but it exists: "
                        + "a cluster is bootstrapped when it is made",
                    "Take the change back, or recover into a cluster of another name and let the application use that",
                    IsRefused: true);
        }
    }

    private static string IdentityOf(PlannedResource cluster) => $"{cluster.Inputs.Text("metadata.namespace")}/{cluster.ObjectName}";

    private static string MethodOf(JsonNode? bootstrap)
        => bootstrap is JsonObject { Count: > 0 } map ? string.Join(", ", map.Select(entry => entry.Key)) : "nothing";
}
