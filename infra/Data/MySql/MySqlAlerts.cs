using Infra.Backups;
using Infra.Observability;
using Infra.Observability.Alerts;

namespace Infra.Data.MySql;

/// <summary>Alerts on a MySQL server or group (https://github.com/prometheus/mysqld_exporter).</summary>
internal static class MySqlAlerts
{
    private const string Members = "mysql_perf_schema_replication_group_member_info";

    public static AlertGroup Of(WatchedService service, string ns, MySqlSettings settings)
    {
        var name = service.Name;
        // What goes wrong with a server that a cloud runs, its alarms tell.
        if (settings.IsManaged)
            return new AlertGroup(name, [.. Dumps(service, ns, settings)]);
        var series = Selector.OfTarget(ns, name);
        return new AlertGroup(
            name,
            [
                .. settings.IsGroup
                    ? OfGroup(service, ns, series, settings.Instances)
                    :
                    [
                        Down(
                            service,
                            $"absent(mysql_up{{{series}}} == 1)",
                            $"{service.Title} does not answer.",
                            "Look at its pod and its log."),
                    ],
                Scraped(service, series, settings.Instances),
                Connections(service, series),
                .. Backups(service, ns, settings),
                .. OfPods(service, ns, settings.IsGroup),
            ]);
    }

    private static IEnumerable<AlertRule> OfGroup(WatchedService service, string ns, string series, int instances)
    {
        var name = service.Name;
        // Each instance tells of all that it sees. One that is cut off, or whose server is down, is not asked.
        yield return Down(
            service,
            $"absent({Members}{{{series},member_role=\"PRIMARY\",member_state=\"ONLINE\"}} and on (pod) mysql_up{{{series}}} == 1)",
            $"No {service.Title} primary is online.",
            "Look at the status of the PerconaServerMySQL and at its pods.");
        var proxies = Selector.Of(ns, "statefulset", PerconaSpec.Service(name));
        yield return new AlertRule(
            $"{service.Prefix}ProxyDown",
            ObjectMetrics.NoneIsAboveZero($"kube_statefulset_status_replicas_ready{{{proxies}}}"),
            TimeSpan.FromMinutes(2),
            Severity.Critical,
            $"No proxy of {service.Title} is ready, so that no client reaches it.",
            $"Look at the pods of StatefulSet {PerconaSpec.Service(name)}.",
            "mysql-proxy-down");
        var accounts = PerconaAccounts.NameOf(name);
        // A restored database is without its current accounts for two minutes.
        yield return new AlertRule(
            $"{service.Prefix}AccountsDown",
            ObjectMetrics.NoneIsAboveZero($"kube_deployment_status_replicas_available{{{Selector.Of(ns, "deployment", accounts)}}}"),
            TimeSpan.FromMinutes(10),
            Severity.Critical,
            $"Nobody sees to it that the accounts of {service.Title} have their current passwords.",
            $"Look at the log of the pod of Deployment {accounts}: it tells what the server says to it.",
            "mysql-accounts-down");
        yield return new AlertRule(
            $"{service.Prefix}MembersMissing",
            $"max(count by (pod) ({Members}{{{series},member_state=\"ONLINE\"}})) < {instances}",
            TimeSpan.FromMinutes(10),
            Severity.Warning,
            $"Fewer than {instances} members of the {service.Title} group are online.",
            "Look at the pods and their logs: without a majority the group takes no writes.",
            "mysql-members-missing")
        {
            Outage = service.Name,
        };
    }

    private static AlertRule Down(WatchedService service, string expression, string summary, string action)
        => new($"{service.Prefix}Down", expression, TimeSpan.FromMinutes(2), Severity.Critical, summary, action, "mysql-down")
        {
            Outage = service.Name,
        };

    private static AlertRule Scraped(WatchedService service, string series, int instances) => new(
        $"{service.Prefix}ExporterDown",
        $"count(up{{{series}}} == 1) < {instances} or absent(up{{{series}}} == 1)",
        TimeSpan.FromMinutes(10),
        Severity.Warning,
        $"Fewer exporters of {service.Title} answer than the {instances} that there should be.",
        "Look at the containers named exporter and at the NetworkPolicies: what is not scraped is not watched.",
        "mysql-exporter-down")
    {
        Outage = service.Name,
    };

    private static AlertRule Connections(WatchedService service, string series) => new(
        $"{service.Prefix}ConnectionsHigh",
        $"max(mysql_global_status_threads_connected{{{series}}} / mysql_global_variables_max_connections{{{series}}}) > 0.8",
        TimeSpan.FromMinutes(10),
        Severity.Warning,
        $"{service.Title} uses more than 80 % of its connections.",
        $"Look for clients that leak connections, or raise {service.Settings}.maxConnections.",
        Runbooks.ConnectionsHigh);

    private static IEnumerable<AlertRule> Backups(WatchedService service, string ns, MySqlSettings settings)
    {
        var (prefix, title) = (service.Prefix, service.Title);
        var taking = settings.IsGroup ? PerconaBackups.NameOf(service.Name) : MySqlDump.NameOf(service.Name);
        yield return BackupAlerts.Stale(prefix, title, ns, taking, settings.Backup.Schedule);
        if (settings.IsGroup)
        {
            foreach (var rule in Dumps(service, ns, settings))
                yield return rule;
        }

        if (!settings.Drill.IsEnabled)
            yield break;
        foreach (var rule in DrillAlerts.Of(prefix, title, ns, MySqlDrill.NameOf(service.Name), settings.Drill.RecoveryTime))
            yield return rule;
    }

    private static IEnumerable<AlertRule> Dumps(WatchedService service, string ns, MySqlSettings settings)
        => settings.Dump.IsEnabled
            ?
            [
                BackupAlerts.Overaged(
                    $"{service.Prefix}DumpStale",
                    ns,
                    MySqlDump.NameOf(service.Name),
                    Overdue.After(settings.Dump.Schedule),
                    $"The newest dump of {service.Title} is too old, or there is none.",
                    Runbooks.DumpStale),
            ]
            : [];

    private static IEnumerable<AlertRule> OfPods(WatchedService service, string ns, bool isGroup)
    {
        var name = service.Name;
        var pods = isGroup ? $"namespace=\"{ns}\",pod=~\"{name}-((mysql|haproxy)-[0-9]+|accounts-.+)\"" : Selector.OfContainers(ns, name);
        yield return WorkloadAlerts.CrashLooping(
            service.Prefix,
            service.Title,
            pods,
            $"Look at the log of its previous run. Where it runs out of memory, raise {service.Settings}.memory.");
        var (claims, grow) = isGroup
            ? ($"datadir-{name}-mysql-[0-9]+", $"raise {service.Settings}.storage")
            : ($"data-{name}-0", $"edit the size of PersistentVolumeClaim data-{name}-0");
        foreach (var rule in VolumeAlerts.Of(service.Prefix, service.Title, ns, claims, grow))
            yield return rule;
    }
}
