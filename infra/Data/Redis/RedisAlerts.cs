using Infra.Backups;
using Infra.Observability;
using Infra.Observability.Alerts;

namespace Infra.Data.Redis;

/// <summary>Alerts on a Redis server.</summary>
internal static class RedisAlerts
{
    public static AlertGroup Of(WatchedService service, string ns, RedisSettings settings)
    {
        var name = service.Name;
        var prefix = service.Prefix;
        var title = service.Title;
        var series = Selector.OfTarget(ns, name);
        return new AlertGroup(name,
        [
            new AlertRule(
                $"{prefix}Down",
                $"absent(redis_up{{{series}}} == 1)",
                TimeSpan.FromMinutes(2),
                Severity.Critical,
                $"{title} does not answer.",
                "Look at its pod and its log.",
                Runbooks.ServerDown),
            new AlertRule(
                $"{prefix}PersistenceFailing",
                $"min(redis_aof_last_write_status{{{series}}}) == 0 or min(redis_rdb_last_bgsave_status{{{series}}}) == 0",
                TimeSpan.FromMinutes(5),
                Severity.Critical,
                $"{title} cannot write its data to disk.",
                "Look at its volume and its log: what is not written is lost with the pod.",
                "redis-persistence-failing"),
            .. OfMemory(service, series),
            new AlertRule(
                $"{prefix}ConnectionsRejected",
                $"sum(increase(redis_rejected_connections_total{{{series}}}[5m])) > 0",
                TimeSpan.FromMinutes(5),
                Severity.Warning,
                $"{title} rejects connections.",
                "Look for clients that leak connections.",
                "redis-connections-rejected"),
            WorkloadAlerts.CrashLooping(
                prefix,
                title,
                Selector.OfContainers(ns, name),
                $"Look at the log of its previous run. Where it runs out of memory while it loads, raise {service.Settings}.memory."),
            .. VolumeAlerts.Of(prefix, title, ns, $"data-{name}-0", $"edit the size of PersistentVolumeClaim data-{name}-0"),
            .. SnapshotAlerts.Of(service, ns, settings.Backup),
        ]);
    }

    private static IEnumerable<AlertRule> OfMemory(WatchedService service, string series)
    {
        yield return new AlertRule(
            $"{service.Prefix}MemoryHigh",
            $"max(redis_memory_used_bytes{{{series}}} / (redis_memory_max_bytes{{{series}}} > 0)) > 0.9",
            TimeSpan.FromMinutes(10),
            Severity.Warning,
            $"{service.Title} uses more than 90 % of its memory.",
            $"Look for keys that pile up, or raise {service.Settings}.memory: when it is full, writes are refused.",
            "redis-memory-high")
        {
            Outage = $"{service.Name}-memory",
        };
        yield return new AlertRule(
            $"{service.Prefix}MemoryFull",
            // The server answers as long as nothing is written, so that neither it nor its clients look ill.
            $"max(redis_memory_used_bytes{{{series}}} / (redis_memory_max_bytes{{{series}}} > 0)) > 0.98",
            TimeSpan.FromMinutes(2),
            Severity.Critical,
            $"{service.Title} is full and refuses writes: queues take no jobs, and workers that are ready get none done.",
            $"Now raise {service.Settings}.memory, or delete what piles up.",
            "redis-memory-high")
        {
            Outage = $"{service.Name}-memory",
        };
    }
}
