using static Infra.Tests.Checks.CheckCase;

namespace Infra.Tests.Checks.Cases;

/// <summary>What Redis on ElastiCache is held to in prod.</summary>
internal static class ElastiCacheCases
{
    private const string Group = "ReplicationGroup redis";
    private const string Private = "managed-services-private";

    public static IEnumerable<CheckCase> All => Cases.Select(one => one with { Stack = "aws-prod" });

    private static IEnumerable<CheckCase> Cases { get; } =
    [
        Field(Private, Group, "atRestEncryptionEnabled", false, "what it holds is not encrypted with a key of its own"),
        Field(Private, Group, "kmsKeyId", null, "what it holds is not encrypted with a key of its own"),
        Field(Private, Group, "transitEncryptionEnabled", false, "it takes connections without TLS"),
        Field(Private, Group, "transitEncryptionMode", "preferred", "it takes connections without TLS"),
        Field(Private, Group, "authToken", null, "it takes clients without a token"),
        Field("backup-policy", Group, "snapshotRetentionLimit", 29, "ElastiCache keeps its snapshots for 29 days; prod demands 30 days"),
        Field("backup-policy", Group, "snapshotRetentionLimit", null, "ElastiCache keeps its snapshots for 0 days; prod demands 30 days"),
        Field("data-protected", Group, "finalSnapshotIdentifier", null, "its snapshots are deleted with it, and none is taken then"),
        Changed(
            "data-protected",
            Group,
            "not protected",
            "it holds data and prod protects data, but it can be deleted",
            resource => resource with { Options = resource.Options with { Protect = false } }),
        Removed(
            "alerts-cover",
            "MetricAlarm redis-memory-high-2",
            "nobody is told of the DatabaseMemoryUsagePercentage of reference-prod-redis-002",
            at: Group),
        Field(
            "memory-adds-up",
            "ParameterGroup redis-parameters-valkey8",
            "parameters[name=maxmemory-policy].value",
            "allkeys-lru",
            "with a full memory it drops keys, jobs in queues among them",
            at: Group),
        Field(
            "paths-open",
            "NetworkPolicy redis-clients",
            "spec.egress[0].ports[0].port",
            6381,
            "it does not reach port 6379 of ElastiCache in 10.0.128.0/20",
            at: "Deployment api"),
    ];
}
