using Infra.Components.Data.Postgres;
using Infra.Values;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Checks.Rules;

/// <summary>Every database is backed up as often, and for as long, as the environment demands; between two backups, only Postgres has its changes archived.</summary>
internal sealed class BackupPolicyHolds : ICheck<CheckContext>
{
    private const string DaySuffix = "d";
    private const string Unlimited = "an unlimited time";

    public string Id => "backup-policy";

    public string Sentence => "Every database is backed up as often, and kept for as long, as the environment demands";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var (plan, policy) = (context.Plan, context.Environment.Backup);
        var backups = plan.OfKind(PostgresKinds.ScheduledBackup).ToLookup(backup => backup.Inputs.Text("spec.cluster.name"));
        foreach (var cluster in plan.OfKind(PostgresKinds.Cluster))
        {
            if (!cluster.Inputs.Items("spec.plugins").Any(plugin => plugin.IsTrue("isWALArchiver")))
                yield return new Finding(cluster, "it does not archive its write-ahead log", "Add the Barman Cloud plugin with isWALArchiver");

            var archiveTimeout = Duration.TryParse(cluster.Inputs.Text("spec.postgresql.parameters.archive_timeout")) ?? TimeSpan.Zero;
            if (archiveTimeout > policy.RecoveryPoint || archiveTimeout == TimeSpan.Zero)
            {
                yield return new Finding(
                    cluster,
                    $"up to {(archiveTimeout == TimeSpan.Zero ? Unlimited : Duration.Format(archiveTimeout))} of changes can be lost; {context.Environment.Name} allows {Duration.Format(policy.RecoveryPoint)}",
                    "Lower infra:postgres.backup.archiveTimeout");
            }

            if (!backups.Contains(cluster.ObjectName!))
                yield return new Finding(cluster, "it has no base backups", "Declare a ScheduledBackup");
            foreach (var backup in backups[cluster.ObjectName!])
            {
                if (backup.Inputs.Text("spec.method") != "plugin" || backup.Inputs.IsTrue("spec.suspend"))
                    yield return new Finding(backup, "it is suspended, or not taken by the plugin", "Set method to plugin, and do not suspend it");
                if (IntervalOf(backup) is not { } interval || interval > policy.BaseBackupInterval)
                    yield return new Finding(backup, $"base backups are further apart than {Duration.Format(policy.BaseBackupInterval)}", "Correct infra:postgres.backup.schedule");
            }
        }

        foreach (var store in plan.OfKind(PostgresKinds.ObjectStore))
        {
            var retention = store.Inputs.Text("spec.retentionPolicy");
            if (DaysOf(retention) is not { } days || days < policy.RetentionDays)
            {
                yield return new Finding(
                    store,
                    $"backups are kept for {(retention.Length == 0 ? Unlimited : retention)}; {context.Environment.Name} demands {policy.RetentionDays} days",
                    $"Set infra:postgres.backup.retentionDays to {policy.RetentionDays} or more");
            }
        }

        foreach (var finding in OfMySqlClusters(context).Concat(OfMySqlServers(context)))
            yield return finding;
    }

    private static IEnumerable<Finding> OfMySqlClusters(CheckContext context)
    {
        var policy = context.Environment.Backup;
        foreach (var cluster in MySqlObjects.Clusters(context.Plan))
        {
            var schedules = cluster.Inputs.Items("spec.backup.schedule").Where(schedule => schedule.Text("type") == "full").ToList();
            if (schedules.Count == 0 || !cluster.Inputs.IsTrue("spec.backup.enabled"))
                yield return new Finding(cluster, "it has no base backups", "Enable backups, and give them a schedule of the type full");
            foreach (var schedule in schedules)
            {
                var times = CronSchedule.TryParse(schedule.Text("schedule"));
                if (times?.LongestInterval is not { } interval || interval > policy.BaseBackupInterval)
                    yield return new Finding(cluster, $"base backups are further apart than {Duration.Format(policy.BaseBackupInterval)}", "Correct infra:mysql.backup.schedule");
                // The first of them is as old as the others together take.
                else if ((schedule.Number("keep") ?? 0) - 1 < policy.RetentionDays * times.MostRunsADay)
                    yield return new Finding(cluster, $"{schedule.Text("keep")} backups are kept, which are fewer than those of {policy.RetentionDays} days", $"Set infra:mysql.backup.retentionDays to {policy.RetentionDays} or more");
            }
        }
    }

    private static IEnumerable<Finding> OfMySqlServers(CheckContext context)
    {
        var policy = context.Environment.Backup;
        foreach (var server in MySqlObjects.Servers(context.Plan))
        {
            var dumps = MySqlObjects.DumpsOf(context, server).ToList();
            if (dumps.Count == 0)
                yield return new Finding(server, "nothing dumps it", "Declare a CronJob that does, as a client of it");
            foreach (var dump in dumps)
            {
                if (CronSchedule.TryParse(dump.Inputs.Text("spec.schedule"))?.LongestInterval is not { } interval || interval > policy.BaseBackupInterval || dump.Inputs.IsTrue("spec.suspend"))
                    yield return new Finding(dump, $"dumps are further apart than {Duration.Format(policy.BaseBackupInterval)}", "Correct infra:mysql.backup.schedule, and do not suspend it");
                var retention = MySqlObjects.RetentionOf(dump)!;
                if (DaysOf(retention) is not { } days || days < policy.RetentionDays)
                    yield return new Finding(dump, $"dumps are kept for {retention}; {context.Environment.Name} demands {policy.RetentionDays} days", $"Set infra:mysql.backup.retentionDays to {policy.RetentionDays} or more");
            }
        }
    }

    private static int? DaysOf(string retention) => retention.EndsWith(DaySuffix, StringComparison.Ordinal) && int.TryParse(retention[..^1], out var days) ? days : null;

    // Six fields, seconds first.
    private static TimeSpan? IntervalOf(PlannedResource backup)
        => backup.Inputs.Text("spec.schedule").Split(' ', 2) is [_, var schedule] ? CronSchedule.TryParse(schedule)?.LongestInterval : null;
}
