using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Data.Postgres;

/// <summary>
/// A cluster whose certificate loses the names of its pooler leaves the pooler's running clients without new connections until each of
/// them is replaced, as they verify the name that they connect to.
/// </summary>
internal sealed class PoolerClientsKeepVerifying : IChangeRule
{
    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
    {
        var pooled = comparison.Before
            .OfKind(PostgresKinds.Pooler)
            .Select(pooler => pooler.Inputs.Text("spec.cluster.name"))
            .ToHashSet();
        return from pair in PostgresKinds.KeptClusters(comparison)
               where pooled.Contains(pair.After.ObjectName!) && NamesOf(pair.Before).Except(NamesOf(pair.After)).Any()
               select new ChangeFinding(
                   pair.After.StableTitle,
                   "its certificate loses the names of its pooler before the pooler's clients are replaced: until then none of them gets "
                       + "a new connection",
                   $"Set {ClusterName.SectionOf(pair.After.ObjectName!)}.pooler.inCertificate to true, and remove that an update later",
                   IsRefused: true);
    }

    private static IEnumerable<string> NamesOf(PlannedResource cluster)
        => cluster.Inputs.Items("spec.certificates.serverAltDNSNames").Select(name => name.ToString());
}
