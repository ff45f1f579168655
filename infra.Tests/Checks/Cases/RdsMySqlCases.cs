using static Infra.Tests.Checks.CheckCase;

namespace Infra.Tests.Checks.Cases;

/// <summary>What MySQL on RDS is held to in prod, beside what Postgres is.</summary>
internal static class RdsMySqlCases
{
    private const string Instance = "Instance mysql";

    public static IEnumerable<CheckCase> All => Cases.Select(one => one with { Stack = "rds-mysql-prod" });

    private static IEnumerable<CheckCase> Cases { get; } =
    [
        Field("backup-policy", Instance, "backupRetentionPeriod", 29, "RDS keeps its backups for 29 days; prod demands 30 days"),
        Field("data-protected", Instance, "deletionProtection", false, "whoever may delete it in AWS can"),
        Removed("database-objects-exist", "Job mysql-user", "nothing makes the application's user on it", at: Instance)
            .Also("dependencies-exist"),
        Removed("alerts-cover", "MetricAlarm mysql-storage-low", "nobody is told of its FreeStorageSpace", at: Instance),
        Field("managed-services-private", Instance, "publiclyAccessible", true, "it has an address on the internet"),
        Field(
            "managed-services-private",
            "ParameterGroup mysql-parameters-8.4",
            "parameters[name=require_secure_transport].value",
            "OFF",
            "its instances take connections without TLS"),
        Removed(
            "managed-services-private",
            "ParameterGroup mysql-parameters-8.4",
            "nothing has it refuse connections without TLS",
            at: Instance)
            .Also("dependencies-exist"),
        Field(
            "paths-open",
            "NetworkPolicy mysql-clients",
            "spec.egress[0].ports[0].port",
            3308,
            "it does not reach port 3306 of RDS in 10.0.128.0/20",
            at: "Deployment api"),
        Changed(
            "rollouts-safe",
            "Job migrate",
            "without its dependencies on the user",
            "it does not wait for Job mysql-user",
            resource => resource with
            {
                Dependencies = [.. resource.Dependencies.Where(urn => !urn.Contains("mysql-user", StringComparison.Ordinal))],
            }),
    ];
}
