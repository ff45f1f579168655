using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Data.Postgres;

/// <summary>Whoever restarts a database is told for how long nobody can connect.</summary>
internal sealed class RestartsAreAnnounced : IChangeRule
{
    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
    {
        var restarts = comparison
            .Rollouts.DistinctBy(rollout => rollout.Title)
            .ToDictionary(rollout => rollout.Title, rollout => rollout.Reason);
        foreach (var (before, after) in PostgresKinds.KeptClusters(comparison))
        {
            // It is down for longer then, and that is said.
            if (PostgresKinds.MajorOf(before) != PostgresKinds.MajorOf(after))
                continue;
            var reasons = comparison
                .After.OfKind(PostgresKinds.ObjectStore)
                .Where(store => IsUsedBy(after, store))
                .Prepend(after)
                .Select(resource => restarts.GetValueOrDefault(resource.StableTitle))
                .OfType<string>()
                .ToList();
            if (reasons.Count == 0)
                continue;
            var outage = (int)ClusterRestarts.OutageOf(before.Inputs, after.Inputs).TotalSeconds;
            var how = after.Inputs.Number("spec.instances") > 1 ? "its instances restart, one after the other" : "it restarts";
            yield return new ChangeFinding(
                after.StableTitle,
                $"{how}, as {string.Join(", ", reasons)}: new connections are refused for about {outage} s",
                "Deploy it when that is acceptable",
                IsRefused: false);
        }
    }

    private static bool IsUsedBy(PlannedResource cluster, PlannedResource store)
        => cluster.Inputs.Items("spec.plugins").Any(plugin => plugin.Text("parameters.barmanObjectName") == store.ObjectName);
}
