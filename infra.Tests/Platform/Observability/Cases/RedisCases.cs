using static Infra.Tests.Platform.Observability.AlertCase;
using static Infra.Tests.Platform.Observability.Samples;

namespace Infra.Tests.Platform.Observability.Cases;

/// <summary>What goes wrong with a Redis, as its exporter tells it.</summary>
internal static class RedisCases
{
    public static IEnumerable<AlertCase> All =>
        [
            Firing("RedisDown", "nothing is scraped"),
            Firing("RedisDown", "the exporter answers, the server does not", Metric("redis_up", Always(0))),
            Quiet("RedisDown", "it answers", Metric("redis_up", Always(1))),
            Firing(
                "RedisPersistenceFailing",
                "writes cannot be logged",
                Metric("redis_aof_last_write_status", Always(0)),
                Metric("redis_rdb_last_bgsave_status", Always(1))),
            Firing(
                "RedisPersistenceFailing",
                "a snapshot cannot be written",
                Metric("redis_aof_last_write_status", Always(1)),
                Metric("redis_rdb_last_bgsave_status", Always(0))),
            Quiet(
                "RedisPersistenceFailing",
                "both are written",
                Metric("redis_aof_last_write_status", Always(1)),
                Metric("redis_rdb_last_bgsave_status", Always(1))),
            Firing(
                "RedisMemoryHigh",
                "it is nearly full",
                Metric("redis_memory_used_bytes", Always(91)),
                Metric("redis_memory_max_bytes", Always(100))),
            Quiet(
                "RedisMemoryHigh",
                "a tenth is left",
                Metric("redis_memory_used_bytes", Always(90)),
                Metric("redis_memory_max_bytes", Always(100))),
            Quiet(
                "RedisMemoryHigh",
                "it has no limit",
                Metric("redis_memory_used_bytes", Always(91)),
                Metric("redis_memory_max_bytes", Always(0))),
            Firing(
                "RedisMemoryFull",
                "it refuses writes",
                Metric("redis_memory_used_bytes", Always(100)),
                Metric("redis_memory_max_bytes", Always(100))),
            Quiet(
                "RedisMemoryFull",
                "it is nearly full",
                Metric("redis_memory_used_bytes", Always(97)),
                Metric("redis_memory_max_bytes", Always(100))),
            Quiet(
                "RedisMemoryFull",
                "it has no limit",
                Metric("redis_memory_used_bytes", Always(100)),
                Metric("redis_memory_max_bytes", Always(0))),
            Firing("RedisConnectionsRejected", "one a minute is rejected", Metric("redis_rejected_connections_total", Growing(1))) with
            {
                Since = TimeSpan.FromMinutes(1),
            },
            Quiet("RedisConnectionsRejected", "none is rejected any more", Metric("redis_rejected_connections_total", Always(1000))),
            Quiet("RedisConnectionsRejected", "the count begins anew", Metric("redis_rejected_connections_total", Then(1000, 30, 0))) with
            {
                At = TimeSpan.FromHours(1),
            },
            .. SnapshotCases.Of("Redis", "redis"),
            .. CrashCases.Of("Redis", "redis-0"),
            .. VolumeCases.Of("Redis", "data-redis-0", "data-redis-0"),
        ];

    private static (string, string) Metric(string name, string samples) => (Exporter.OfPod("redis", "redis-0", name), samples);
}
