using System.Globalization;
using Infra.Aws;
using Infra.Environments;
using Infra.Observability;

namespace Infra.Data.Redis;

/// <summary>
/// The alarms on a replication group, each on every node
/// (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html).
/// </summary>
internal static class ElastiCacheAlarms
{
    /// <summary>The namespace of its metrics.</summary>
    public const string Namespace = "AWS/ElastiCache";

    /// <summary>What tells a node from others.</summary>
    public const string Dimension = "CacheClusterId";

    // Of 65,000, which ElastiCache has for all types of nodes (maxclients).
    private const int ManyConnections = 52_000;
    private const int FewCredits = 20;
    private const int LongLagSeconds = 30;

    /// <summary>What the nodes of a replication group are called, when it is made.</summary>
    /// <param name="identifier">What the replication group is called.</param>
    /// <param name="settings">Its settings.</param>
    public static IEnumerable<string> NodesOf(string identifier, ElastiCacheSettings settings)
        => Enumerable.Range(1, settings.Nodes).Select(node => string.Create(CultureInfo.InvariantCulture, $"{identifier}-{node:000}"));

    /// <summary>The alarms. They come earlier where data is protected.</summary>
    /// <param name="settings">What is watched.</param>
    /// <param name="environment">The environment.</param>
    public static IEnumerable<MetricAlarmRule> Of(ElastiCacheSettings settings, EnvironmentTraits environment)
    {
        var full = environment.ProtectsData ? 75 : 90;
        // It evicts nothing: full, it refuses what is written.
        yield return new MetricAlarmRule(
            "memory-high",
            "DatabaseMemoryUsagePercentage",
            full,
            Severity.Critical,
            $"Redis on ElastiCache uses more than {full} % of its memory, and takes no writes when it is full. Look for keys that grow or "
                + "never expire, or take a larger elasticache.nodeType.");
        var busy = environment.ProtectsData ? 80 : 90;
        yield return new MetricAlarmRule(
            "cpu-high",
            "EngineCPUUtilization",
            busy,
            Severity.Warning,
            $"Redis on ElastiCache uses more than {busy} % of the one core that it has. Look for slow commands, or take a faster "
                + "elasticache.nodeType.");
        yield return new MetricAlarmRule(
            "connections-high",
            "CurrConnections",
            ManyConnections,
            Severity.Warning,
            "Redis on ElastiCache uses more than 80 % of its connections. Look for clients that leak connections.");
        if (settings.Replicas > 0)
        {
            yield return new MetricAlarmRule(
                "replication-lag",
                "ReplicationLag",
                LongLagSeconds,
                Severity.Warning,
                $"A replica of Redis on ElastiCache is more than {LongLagSeconds} seconds behind: what it lacks is lost where it takes "
                    + "over. Look at the writes, or take a larger elasticache.nodeType.");
        }

        if (settings.IsBurstable)
        {
            yield return new MetricAlarmRule(
                "credits-low",
                "CPUCreditBalance",
                FewCredits,
                Severity.Warning,
                "Redis on ElastiCache has few CPU credits left, and slows down without them. Take an elasticache.nodeType that is not "
                    + "burstable.")
            {
                IsBelow = true,
            };
        }
    }
}
