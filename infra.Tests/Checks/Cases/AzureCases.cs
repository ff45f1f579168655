using static Infra.Tests.Checks.CheckCase;

namespace Infra.Tests.Checks.Cases;

/// <summary>What managed services of Azure are held to in prod.</summary>
internal static class AzureCases
{
    private const string Server = "Server postgres";
    private const string Redis = "RedisEnterprise redis";
    private const string Private = "managed-services-private";
    private const string Backups = "backup-policy";
    private const string Watched = "alerts-cover";

    public static IEnumerable<CheckCase> All
        => new[] { Data, Clients, OfRedis }
            .SelectMany(cases => cases)
            .Select(one => one with { Stack = "azure-prod", Change = $"{one.Change} on Azure" });

    private static IEnumerable<CheckCase> Data { get; } =
    [
        Field(Backups, Server, "backup.backupRetentionDays", 29, "Azure keeps its backups for 29 days; prod demands 30 days"),
        Removed(Backups, "CronJob postgres-dump", "nothing dumps it", at: Server).Also("selectors-match"),
        Removed("data-protected", "ManagementLockByScope postgres-lock", "whoever may delete it in Azure can", at: Server),
        Field(
            "data-protected",
            "ManagementLockByScope postgres-lock",
            "level",
            "ReadOnly",
            "whoever may delete it in Azure can",
            at: Server),
        Changed(
            "data-protected",
            Server,
            "not protected",
            "it holds data and prod protects data, but it can be deleted",
            resource => resource with { Options = resource.Options with { Protect = false } }),
        Removed("database-objects-exist", "Job postgres-role", "nothing makes the application's user on it", at: Server)
            .Also("dependencies-exist"),
        Removed(Watched, "MetricAlert postgres-storage-high", "nobody is told of its storage_percent", at: Server),
        Field(Watched, "MetricAlert postgres-cpu-high", "actions", null, "nobody is told of its cpu_percent", at: Server),
        Field(Watched, "MetricAlert postgres-down", "enabled", false, "nobody is told of its is_db_alive", at: Server),
        Field(Private, Server, "network.publicNetworkAccess", "Enabled", "it has an address on the internet"),
        Field(Private, Server, "network.publicNetworkAccess", null, "it has an address on the internet"),
        Field(Private, Server, "network.delegatedSubnetResourceId", null, "it is not in the cluster's network"),
        Field(
            Private,
            "Configuration postgres-require-secure-transport",
            "value",
            "OFF",
            "it takes connections without TLS",
            at: Server),
        Changed(
            Private,
            "Configuration postgres-log-lock-waits",
            "without the one before",
            "it does not come after Configuration postgres-log-min-duration-statement: a server takes one change at a time",
            resource => resource with
            {
                Dependencies = [.. resource.Dependencies.Where(urn => !urn.Contains("Configuration", StringComparison.Ordinal))],
            }),
    ];

    private static IEnumerable<CheckCase> OfRedis { get; } =
    [
        Removed("data-protected", "ManagementLockByScope redis-lock", "whoever may delete it in Azure can", at: Redis),
        Removed(Watched, "MetricAlert redis-memory-high", "nobody is told of its usedmemorypercentage", at: Redis),
        Field(Private, Redis, "publicNetworkAccess", "Enabled", "it has an address on the internet"),
        Field(Private, Redis, "minimumTlsVersion", "1.0", "it takes connections over TLS before 1.2"),
        Removed(Private, "PrivateEndpoint redis-endpoint", "nothing reaches it", at: Redis).Also("dependencies-exist"),
        Field(Private, "Database redis-database", "clientProtocol", "Plaintext", "it takes connections without TLS"),
        Field(
            "paths-open",
            "NetworkPolicy redis-clients",
            "spec.egress[0].ports[0].port",
            6379,
            "it does not reach port 10000 of Azure in 10.1.0.0/24",
            at: "Deployment api"),
    ];

    private static IEnumerable<CheckCase> Clients { get; } =
    [
        Field(
            "paths-open",
            "NetworkPolicy postgres-clients",
            "spec.egress[0].ports[0].port",
            5433,
            "it does not reach port 5432 of Azure in 10.1.0.0/24",
            at: "Deployment api"),
        Changed(
            "rollouts-safe",
            "Job migrate",
            "without its dependencies on the step",
            "it does not wait for Job postgres-role",
            resource => resource with
            {
                Dependencies = [.. resource.Dependencies.Where(urn => !urn.Contains("postgres-role", StringComparison.Ordinal))],
            }),
    ];
}
