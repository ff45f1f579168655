using StackPreview.Comparison;

namespace Infra.Data.Postgres;

/// <summary>
/// Which cluster serves, only the stack file knows: a line that is missing would move everybody to an older one, or to an empty one. So
/// the cluster that serves goes on being declared, as the one that serves or beside it; and none is declared beside it that is not there.
/// </summary>
internal sealed class ServingClusterStays : IChangeRule
{
    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
    {
        var before = PostgresKinds.ByIdentity(comparison.Before, PostgresKinds.Cluster);
        var after = PostgresKinds.ByIdentity(comparison.After, PostgresKinds.Cluster);
        foreach (var (identity, cluster) in before.Where(entry => PostgresKinds.Serves(entry.Value, comparison.Before)))
        {
            var others = after.Values.Where(other => PostgresKinds.AreOfOneService(cluster, other));
            if (after.ContainsKey(identity) || others.FirstOrDefault() is not { } other)
                continue;
            var section = ClusterName.SectionOf(cluster.ObjectName!);
            yield return new ChangeFinding(
                cluster.StableTitle,
                $"it serves, and would no longer be declared, while {other.StableTitle} takes its place",
                $"Set {section}.incarnation to {ClusterName.IncarnationOf(cluster.ObjectName!)} again; where the move is meant, add "
                    + $"{section}.formers: {{{cluster.ObjectName}: keep}}",
                IsRefused: true);
        }

        foreach (var (identity, cluster) in after.Where(entry => !PostgresKinds.Serves(entry.Value, comparison.After)))
        {
            if (before.ContainsKey(identity) || !before.Values.Any(other => PostgresKinds.AreOfOneService(cluster, other)))
                continue;
            yield return new ChangeFinding(
                cluster.StableTitle,
                "it is to stay beside the one that serves, but it is not there: it would be made anew, empty",
                $"Set {ClusterName.SectionOf(cluster.ObjectName!)}.formers: {{{cluster.ObjectName}: remove}}",
                IsRefused: true);
        }
    }
}
