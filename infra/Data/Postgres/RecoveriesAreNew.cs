using System.Globalization;
using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Data.Postgres;

/// <summary>
/// What a recovery that is about to begin cannot reach: a time that has not come yet, data of another major version. A cluster that exists
/// has had its recovery, whatever is still said of it.
/// </summary>
/// <param name="clock">The clock that targets are held against.</param>
internal sealed class RecoveriesAreNew(TimeProvider clock) : IChangeRule
{
    private const string Recovery = "spec.bootstrap.recovery";
    private const string TargetTime = $"{Recovery}.recoveryTarget.targetTime";

    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
    {
        var existing = PostgresKinds.ByIdentity(comparison.Before, PostgresKinds.Cluster);
        return from cluster in comparison.After.OfKind(PostgresKinds.Cluster)
               where cluster.Inputs.At(Recovery) is not null
               where !existing.ContainsKey(PostgresKinds.IdentityOf(cluster))
               from finding in TimeFindings(cluster, comparison.Before).Concat(VersionFindings(cluster, comparison.Before))
               select finding;
    }

    private IEnumerable<ChangeFinding> TimeFindings(PlannedResource cluster, Plan before)
    {
        var text = cluster.Inputs.Text(TargetTime);
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var target))
            yield break;
        var now = clock.GetUtcNow();
        var setting = $"{ClusterName.SectionOf(cluster.ObjectName!)}.recover.targetTime";
        if (target > now)
        {
            yield return new ChangeFinding(
                cluster.StableTitle,
                $"it is to be recovered to {text}, and it is {Rfc3339(now)}: nothing is archived from then, and the recovery would fail",
                $"Set {setting} to a time that is past, or remove it for the latest",
                IsRefused: true);
        }

        var windows = before
            .OfKind(PostgresKinds.ObjectStore)
            .Where(store => ClusterName.ServiceOf(store.ObjectName!) == ClusterName.ServiceOf(cluster.ObjectName!))
            .Select(store => store.Inputs.Text("spec.retentionPolicy").TrimEnd('d'))
            .Select(days => int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null)
            .OfType<int>()
            .ToList();
        if (windows.Count > 0 && target < now.AddDays(-windows.Max()))
        {
            yield return new ChangeFinding(
                cluster.StableTitle,
                $"it is to be recovered to {text}, which is before the recovery window of {windows.Max()} days: what is older is pruned",
                $"See in the status of the ObjectStore since when it can be recovered, or set {setting} to a later time",
                IsRefused: false);
        }
    }

    private static IEnumerable<ChangeFinding> VersionFindings(PlannedResource cluster, Plan before)
        => from former in before.OfKind(PostgresKinds.Cluster)
           where PostgresKinds.AreOfOneService(cluster, former) && PostgresKinds.Serves(former, before)
           let version = PostgresKinds.MajorOf(former)
           where version != PostgresKinds.MajorOf(cluster)
           select new ChangeFinding(
               cluster.StableTitle,
               $"it is of Postgres {PostgresKinds.MajorOf(cluster)}, and {former.StableTitle} of {version}: a base backup is of one major "
                   + "version",
               $"See that what it is recovered from is of {PostgresKinds.MajorOf(cluster)}, or set "
                   + $"{ClusterName.SectionOf(cluster.ObjectName!)}.version to {version}, and upgrade once it is recovered",
               IsRefused: false);

    private static string Rfc3339(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
