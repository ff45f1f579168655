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
    private const string Recovery = "recovery";
    private const string Import = "import";
    private const string ImportPath = $"{Initdb}.{Import}";

    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
    {
        var existing = PostgresKinds.ByIdentity(comparison.Before, PostgresKinds.Cluster);
        foreach (var after in comparison.After.OfKind(PostgresKinds.Cluster))
        {
            // The one that is there, under whatever name of the program.
            if (!existing.TryGetValue(PostgresKinds.IdentityOf(after), out var before))
                continue;
            var old = before.Inputs.At(Bootstrap);
            var now = after.Inputs.At(Bootstrap);
            if (JsonNode.DeepEquals(old, now) || MayBeForgotten(old, now))
                continue;
            if (MethodOf(old) == Initdb && MethodOf(now) == Initdb && !BeginsToImport(old, now))
            {
                foreach (var finding in InitdbFindings(after, old!.At(Initdb)!, now!.At(Initdb)!))
                    yield return finding;
                continue;
            }

            yield return new ChangeFinding(
                after.StableTitle,
                $"its bootstrap changes from {MethodOf(old)} to {(BeginsToImport(old, now) ? Import : MethodOf(now))}, but it exists: "
                    + "a cluster is bootstrapped when it is made",
                $"Take the change back; to recover or import, raise {ClusterName.SectionOf(after.ObjectName!)}.incarnation, which makes a "
                    + "cluster beside it",
                IsRefused: true);
        }
    }

    private static bool BeginsToImport(JsonNode? old, JsonNode? now)
        => now.At(ImportPath) is { } import && !JsonNode.DeepEquals(old.At(ImportPath), import);

    // Where its data came from. It is not sent, either.
    private static bool MayBeForgotten(JsonNode? old, JsonNode? now)
        => (MethodOf(old) == Recovery || old.At(ImportPath) is not null) && MethodOf(now) == Initdb && now.At(ImportPath) is null;

    private static IEnumerable<ChangeFinding> InitdbFindings(PlannedResource cluster, JsonNode old, JsonNode now)
    {
        var changed = FieldsOf(old)
            .Union(FieldsOf(now))
            .Where(field => !JsonNode.DeepEquals(old[field], now[field]))
            .ToLookup(IsOfLocale);
        if (changed[true].Any())
        {
            yield return new ChangeFinding(
                cluster.StableTitle,
                "the locale in its bootstrap.initdb changes, which has no effect on a database that exists",
                "Leave it, or move the data into a database of the new locale, as docs/postgres.md says",
                IsRefused: false);
        }

        if (changed[false].Any())
        {
            yield return new ChangeFinding(
                cluster.StableTitle,
                "its bootstrap.initdb changes, which has no effect on a cluster that exists",
                "Make the change in the database by hand",
                IsRefused: false);
        }
    }

    private static IEnumerable<string> FieldsOf(JsonNode initdb) => initdb is JsonObject map ? map.Select(entry => entry.Key) : [];

    // Such as localeCollate; see https://cloudnative-pg.io/documentation/current/bootstrap/#passing-options-to-initdb.
    private static bool IsOfLocale(string field) => field.StartsWith("locale", StringComparison.Ordinal);

    private static string MethodOf(JsonNode? bootstrap)
        => bootstrap is JsonObject { Count: > 0 } map ? string.Join(", ", map.Select(entry => entry.Key)) : "nothing";
}
