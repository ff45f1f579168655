using Infra.Observability;
using Infra.Observability.Alerts;

namespace Infra.Data.Postgres;

/// <summary>
/// Alerts on the pooler before a cluster. Its metrics are PgBouncer's own lists, from each pod
/// (https://cloudnative-pg.io/documentation/current/connection_pooling/#monitoring).
/// </summary>
internal static class PoolerAlerts
{
    // Longer than a slow transaction, and well before a client gives up (query_wait_timeout, two minutes).
    private const int LongestWait = 5;

    private const string Busy = "postgres-pooler-busy";

    /// <summary>Those on the pooler of a cluster; none where it has none.</summary>
    public static IEnumerable<AlertRule> Of(WatchedService service, string ns, string cluster, PoolerSettings settings)
    {
        if (!settings.IsEnabled)
            yield break;
        var (prefix, title) = ($"{service.Prefix}Pooler", service.Title);
        var series = Selector.OfTarget(ns, PostgresPooler.MonitorOf(service.Name));
        yield return new AlertRule(
            $"{prefix}Down",
            $"absent(cnpg_pgbouncer_up{{{series}}} == 1)",
            TimeSpan.FromMinutes(2),
            Severity.Critical,
            $"No pooler of {title} answers.",
            "Look at the Pooler's pods. Until one is back, services and workers reach no database; jobs do.",
            "postgres-pooler-down")
        {
            Outage = service.Name,
        };
        yield return new AlertRule(
            $"{prefix}Waiting",
            $"max(cnpg_pgbouncer_pools_maxwait{{{series}}}) > {LongestWait}",
            TimeSpan.FromMinutes(5),
            Severity.Warning,
            $"Clients of {title} wait more than {LongestWait} seconds for a connection of the pooler.",
            $"Look for long transactions, or raise {service.Settings}.pooler.poolSize.",
            Busy)
        {
            Outage = service.Name,
        };
        // Whose connection comes beyond the most is turned away, not kept waiting.
        yield return new AlertRule(
            $"{prefix}ClientsHigh",
            $"max(sum by (pod) (cnpg_pgbouncer_pools_cl_active{{{series}}}) + sum by (pod) (cnpg_pgbouncer_pools_cl_waiting{{{series}}})) "
                + $"> {settings.MaxClientConnections * 8 / 10}",
            TimeSpan.FromMinutes(10),
            Severity.Warning,
            $"A pooler of {title} has more than 80 % of the clients that it takes.",
            $"Look for clients that leak connections, or raise {service.Settings}.pooler.instances or maxClientConnections.",
            Busy);
        yield return WorkloadAlerts.CrashLooping(
            prefix,
            $"the pooler of {title}",
            Selector.OfDeployment(ns, PostgresPooler.NameOf(cluster)),
            "Look at the log of its previous run.");
    }
}
