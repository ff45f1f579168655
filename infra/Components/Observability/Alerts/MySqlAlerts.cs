using Infra.Components.Data.MySql;
using Infra.Settings;

namespace Infra.Components.Observability.Alerts;

/// <summary>Alerts on a MySQL server or group (https://github.com/prometheus/mysqld_exporter).</summary>
internal static class MySqlAlerts
{
    private const string Prefix = "MySql";
    private const string Service = "MySQL";
    private const string Members = "mysql_perf_schema_replication_group_member_info";

    // A backup that runs late once is no reason to wake anybody.
    private const double StaleAfterIntervals = 1.5;

    public static AlertGroup Of(string name, string ns, MySqlSettings settings)
    {
        var series = Selector.OfTarget(ns, name);
        return new AlertGroup(name,
        [
            .. settings.IsGroup ? OfGroup(name, ns, series, settings.Instances) : [Down($"absent(mysql_up{{{series}}} == 1)", "MySQL does not answer.", "Look at its pod and its log.")],
            Scraped(series, settings.Instances),
            Connections(series),
            Backup(name, ns, settings),
            .. OfPods(name, ns, settings.IsGroup),
        ]);
    }

    private static IEnumerable<AlertRule> OfGroup(string name, string ns, string series, int instances)
    {
        // Each instance tells of all that it sees. One that is cut off, or whose server is down, is not asked.
        yield return Down(
            $"absent({Members}{{{series},member_role=\"PRIMARY\",member_state=\"ONLINE\"}} and on (pod) mysql_up{{{series}}} == 1)",
            "No MySQL primary is online.",
            "Look at the status of the PerconaServerMySQL and at its pods.");
        yield return new AlertRule(
            $"{Prefix}ProxyDown",
            $"absent(kube_statefulset_status_replicas_ready{{{Selector.Of(ns, "statefulset", PerconaSpec.Service(name))}}} > 0)",
            TimeSpan.FromMinutes(2),
            Severity.Critical,
            "No proxy of MySQL is ready, so that no client reaches it.",
            $"Look at the pods of StatefulSet {PerconaSpec.Service(name)}.");
        yield return new AlertRule(
            $"{Prefix}MembersMissing",
            $"max(count by (pod) ({Members}{{{series},member_state=\"ONLINE\"}})) < {instances}",
            TimeSpan.FromMinutes(10),
            Severity.Warning,
            $"Fewer than {instances} members of the MySQL group are online.",
            "Look at the pods and their logs: without a majority the group takes no writes.");
    }

    private static AlertRule Down(string expression, string summary, string action) => new($"{Prefix}Down", expression, TimeSpan.FromMinutes(2), Severity.Critical, summary, action);

    private static AlertRule Scraped(string series, int instances) => new(
        $"{Prefix}ExporterDown",
        $"count(up{{{series}}} == 1) < {instances} or absent(up{{{series}}} == 1)",
        TimeSpan.FromMinutes(10),
        Severity.Warning,
        $"Fewer exporters of MySQL answer than the {instances} that there should be.",
        "Look at the containers named exporter and at the NetworkPolicies: what is not scraped is not watched.");

    private static AlertRule Connections(string series) => new(
        $"{Prefix}ConnectionsHigh",
        $"max(mysql_global_status_threads_connected{{{series}}} / mysql_global_variables_max_connections{{{series}}}) > 0.8",
        TimeSpan.FromMinutes(10),
        Severity.Warning,
        "MySQL uses more than 80 % of its connections.",
        "Look for clients that leak connections, or raise infra:mysql.maxConnections.");

    // Where there is none yet, the age of what is to be backed up counts. Neither the operator nor its Backup objects have a metric: the jobs have.
    private static AlertRule Backup(string name, string ns, MySqlSettings settings)
    {
        var staleAfter = (int)((settings.Backup.Schedule.LongestInterval ?? TimeSpan.FromDays(366)).TotalSeconds * StaleAfterIntervals);
        var (newest, begin, action) = settings.IsGroup
            ? (
                $"kube_job_status_completion_time{{namespace=\"{ns}\",job_name=~\"{PerconaBackups.JobsOf(name)}\"}}",
                $"kube_statefulset_created{{{Selector.Of(ns, "statefulset", $"{name}-mysql")}}}",
                "Look at the PerconaServerMySQLBackup objects, their jobs, and the log of the containers named xtrabackup.")
            : (
                $"kube_cronjob_status_last_successful_time{{{Selector.Of(ns, "cronjob", MySqlDump.NameOf(name))}}}",
                $"kube_cronjob_created{{{Selector.Of(ns, "cronjob", MySqlDump.NameOf(name))}}}",
                $"Look at the jobs of CronJob {MySqlDump.NameOf(name)} and their pods' logs.");
        return new AlertRule(
            $"{Prefix}BackupStale",
            $"time() - max({newest} or {begin}) > {staleAfter}",
            TimeSpan.FromMinutes(30),
            Severity.Critical,
            "The newest backup of MySQL is too old, or there is none.",
            action);
    }

    private static IEnumerable<AlertRule> OfPods(string name, string ns, bool isGroup)
    {
        var pods = isGroup ? $"namespace=\"{ns}\",pod=~\"{name}-(mysql|haproxy)-[0-9]+\"" : Selector.OfContainers(ns, name);
        yield return WorkloadAlerts.CrashLooping(Prefix, Service, pods, "Look at the log of its previous run. Where it runs out of memory, raise infra:mysql.memory.");
        var (claims, grow) = isGroup
            ? ($"datadir-{name}-mysql-[0-9]+", "raise infra:mysql.storage")
            : ($"data-{name}-0", $"edit the size of PersistentVolumeClaim data-{name}-0");
        foreach (var rule in VolumeAlerts.Of(Prefix, Service, ns, claims, grow))
            yield return rule;
    }
}
