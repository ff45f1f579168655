using Infra.Backups;
using Infra.Observability;
using Infra.Observability.Alerts;

namespace Infra.Data.Postgres;

/// <summary>Alerts on a CloudNativePG cluster (https://cloudnative-pg.io/documentation/current/monitoring/).</summary>
internal static class PostgresAlerts
{
    private const string Replication = "postgres-replication";
    private const string BaseBackup = "postgres-backup";

    public static AlertGroup Of(WatchedService service, string ns, PostgresSettings settings)
    {
        var name = service.Name;
        // What goes wrong with a cluster or a server of somebody else's, others tell.
        if (!settings.HasCluster)
            return new AlertGroup(name, [.. Dumps(service, ns, settings.Dump)]);
        var cluster = ClusterName.Of(name, settings.Incarnation);
        var prefix = service.Prefix;
        var title = service.Title;
        var series = Selector.OfTarget(ns, name);
        return new AlertGroup(
            name,
            [
                .. Availability(service, series, settings),
                .. Backups(service, series, settings.Backup),
                .. Proofs(service, ns, settings),
                .. PoolerAlerts.Of(service, ns, cluster, settings.Pooler),
                new AlertRule(
                    $"{prefix}ConnectionsHigh",
                    $"max(sum by (pod) (cnpg_backends_total{{{series}}}) / on (pod) max by (pod) "
                        + $"(cnpg_pg_settings_setting{{{series},name=\"max_connections\"}})) > 0.8",
                    TimeSpan.FromMinutes(10),
                    Severity.Warning,
                    $"{title} uses more than 80 % of its connections.",
                    $"Look for clients that leak connections, or raise {service.Settings}.maxConnections.",
                    Runbooks.ConnectionsHigh),
                WorkloadAlerts.CrashLooping(
                    prefix,
                    title,
                    Selector.OfInstances(ns, cluster),
                    "Look at the log of its previous run, and at the Cluster's status."),
                .. VolumeAlerts.Of(
                    prefix,
                    title,
                    ns,
                    $"{cluster}-[0-9]+(-wal)?",
                    $"raise {service.Settings}.storage or {service.Settings}.walStorage"),
            ]);
    }

    private static IEnumerable<AlertRule> Availability(WatchedService service, string series, PostgresSettings settings)
    {
        var prefix = service.Prefix;
        var title = service.Title;
        yield return new AlertRule(
            $"{prefix}Down",
            // Replicas alone take no writes.
            $"absent(cnpg_collector_up{{{series}}} == 1 and on (pod) cnpg_pg_replication_in_recovery{{{series}}} == 0)",
            TimeSpan.FromMinutes(2),
            Severity.Critical,
            $"No {title} primary answers.",
            "Look at the Cluster's status and its pods.",
            "postgres-down")
        {
            Outage = service.Name,
        };
        yield return new AlertRule(
            $"{prefix}SlotInactive",
            // Replicas have the primary's slots as well, in which nobody reads.
            $"count(cnpg_pg_replication_slots_active{{{series}}} == 0 and on (pod) cnpg_pg_replication_in_recovery{{{series}}} == 0) > 0",
            TimeSpan.FromMinutes(15),
            Severity.Warning,
            $"Nobody reads from a replication slot of {title}.",
            "Look for the replica or the subscriber that is away: what it has not got is kept on the primary's volume, up to half of it.",
            "postgres-slot-inactive");
        if (settings.Instances == 1)
            yield break;
        foreach (var rule in OfReplicas(service, series, settings.Instances))
            yield return rule;
    }

    private static IEnumerable<AlertRule> OfReplicas(WatchedService service, string series, int instances)
    {
        var (prefix, title) = (service.Prefix, service.Title);
        yield return new AlertRule(
            $"{prefix}InstanceDown",
            $"count(cnpg_collector_up{{{series}}} == 1) < {instances}",
            TimeSpan.FromMinutes(10),
            Severity.Warning,
            $"Fewer than {instances} {title} instances answer.",
            "Look at the Cluster's status: until it is whole again it may not survive the loss of a node.",
            "postgres-instance-down")
        {
            Outage = service.Name,
        };
        yield return new AlertRule(
            $"{prefix}ReplicationLag",
            $"max(cnpg_pg_replication_lag{{{series}}}) > 300",
            TimeSpan.FromMinutes(10),
            Severity.Warning,
            $"A {title} replica is more than 5 minutes behind.",
            "Look at its load and its volume: a failover to it would lose what it has not got.",
            Replication)
        {
            Outage = service.Name,
        };
        // A replica that is cut off has replayed all that it received, so that its lag is 0.
        yield return new AlertRule(
            $"{prefix}ReplicationStopped",
            $"count(cnpg_pg_replication_in_recovery{{{series}}} > cnpg_pg_replication_is_wal_receiver_up{{{series}}}) > 0",
            TimeSpan.FromMinutes(10),
            Severity.Warning,
            $"A {title} replica does not receive changes.",
            "Look at its log and at the primary's volume: what the replica has not got is kept there.",
            Replication)
        {
            Outage = service.Name,
        };
    }

    private static IEnumerable<AlertRule> Proofs(WatchedService service, string ns, PostgresSettings settings)
    {
        var (name, prefix, title) = (service.Name, service.Prefix, service.Title);
        foreach (var rule in Dumps(service, ns, settings.Dump))
            yield return rule;
        if (!settings.Drill.IsEnabled)
            yield break;
        foreach (var rule in DrillAlerts.Of(prefix, title, ns, PostgresDrill.NameOf(name), settings.Drill.RecoveryTime))
            yield return rule;
        if (!settings.Drill.WritesTime)
            yield break;
        yield return BackupAlerts.Overaged(
            $"{prefix}HeartbeatStale",
            ns,
            PostgresDrill.HeartbeatOf(name),
            (int)settings.Drill.RecoveryPoint.TotalSeconds,
            $"The time is not written into {title} any more, so that a drill does not know how new a backup is.",
            "postgres-heartbeat-stale");
    }

    private static IEnumerable<AlertRule> Dumps(WatchedService service, string ns, DumpSettings dump)
    {
        if (!dump.IsEnabled)
            yield break;
        yield return BackupAlerts.Overaged(
            $"{service.Prefix}DumpStale",
            ns,
            PostgresDump.NameOf(service.Name),
            Overdue.After(dump.Schedule),
            $"The newest dump of {service.Title} is too old, or there is none.",
            Runbooks.DumpStale);
    }

    private static IEnumerable<AlertRule> Backups(WatchedService service, string series, PostgresBackupSettings backup)
    {
        var prefix = service.Prefix;
        var title = service.Title;
        // The plugin's metrics: the operator's own stay at zero with it.
        const string LastBackup = "barman_cloud_cloudnative_pg_io_last_available_backup_timestamp";
        const string LastFailure = "barman_cloud_cloudnative_pg_io_last_failed_backup_timestamp";
        var staleAfter = Overdue.After(backup.Schedule);
        yield return new AlertRule(
            $"{prefix}BackupStale",
            $"(time() - max({LastBackup}{{{series}}}) > {staleAfter}) or absent({LastBackup}{{{series}}})",
            TimeSpan.FromMinutes(30),
            Severity.Critical,
            $"The newest base backup of {title} is too old, or there is none.",
            "Look at the Backup objects and at the plugin's log.",
            BaseBackup);
        yield return new AlertRule(
            $"{prefix}BackupFailed",
            $"max({LastFailure}{{{series}}}) > max({LastBackup}{{{series}}})",
            TimeSpan.FromMinutes(5),
            Severity.Warning,
            $"The last base backup of {title} failed.",
            "Look at the Backup objects and at the plugin's log.",
            BaseBackup);
        yield return new AlertRule(
            $"{prefix}ArchiveStalled",
            // It fails, or it does not keep up. The times are of the primary alone; it begins with -1 for both.
            $"max(cnpg_pg_stat_archiver_last_failed_time{{{series}}} - cnpg_pg_stat_archiver_last_archived_time{{{series}}}) > 0 or "
                + $"max(cnpg_collector_pg_wal_archive_status{{{series},value=\"ready\"}}) > 10",
            TimeSpan.FromMinutes(15),
            Severity.Critical,
            $"{title} cannot archive its write-ahead log.",
            "Look at the object storage and its credentials: what is not archived cannot be recovered, and its volume fills up.",
            "postgres-archive-stalled");
    }
}
