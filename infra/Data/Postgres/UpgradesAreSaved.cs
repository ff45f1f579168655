using StackPreview.Comparison;

namespace Infra.Data.Postgres;

/// <summary>
/// A newer major version begins another history: the cluster is backed up before, and archives under another name from then on
/// (https://cloudnative-pg.io/documentation/current/postgres_upgrades/). Its first base backup there is a part of the same update.
/// </summary>
internal sealed class UpgradesAreSaved : IChangeRule
{
    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
    {
        foreach (var (before, after) in PostgresKinds.KeptClusters(comparison))
        {
            if (PostgresKinds.MajorOf(before) is not { } old || PostgresKinds.MajorOf(after) is not { } now || old >= now)
                continue;
            var section = ClusterName.SectionOf(after.ObjectName!);
            var backup = PostgresBackups.Before(after.ObjectName!, PostgresBackups.UpgradeTo(now));
            var isBackedUp = comparison.After.Resources.Any(step => step.ObjectName == backup && after.Dependencies.Contains(step.Urn));
            var isArchivedElsewhere = ArchiveName.In(before) != ArchiveName.In(after) && !ArchiveName.IsKept(after);
            if (isBackedUp && isArchivedElsewhere)
                continue;
            yield return new ChangeFinding(
                after.StableTitle,
                $"it is upgraded from {old} to {now} {(isBackedUp ? "in the archive that it has" : "without a backup before it")}",
                $"Set {section}.upgradeFrom to {old} and {section}.archive to {after.ObjectName}-v{now}",
                IsRefused: true);
        }
    }
}
