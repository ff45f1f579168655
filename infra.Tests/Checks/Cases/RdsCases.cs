using static Infra.Tests.Checks.CheckCase;

namespace Infra.Tests.Checks.Cases;

/// <summary>What Postgres on RDS is held to in prod.</summary>
internal static class RdsCases
{
    private const string Instance = "Instance postgres";
    private const string Rule = "SecurityGroupIngressRule postgres-access-cluster";
    private const string Private = "managed-services-private";
    private const string Backups = "backup-policy";
    private const string Protected = "data-protected";

    public static IEnumerable<CheckCase> All => new[] { Data, Exposure, Clients }
        .SelectMany(cases => cases)
        .Select(one => one with { Stack = "rds-prod" });

    private static IEnumerable<CheckCase> Data { get; } =
    [
        Field(Backups, Instance, "backupRetentionPeriod", 29, "RDS keeps its backups for 29 days; prod demands 30 days"),
        Field(Backups, Instance, "backupRetentionPeriod", 0, "RDS keeps its backups for 0 days; prod demands 30 days"),
        Field(Backups, Instance, "backupRetentionPeriod", null, "RDS keeps its backups for 1 days; prod demands 30 days"),
        Removed(Backups, "CronJob postgres-dump", "nothing dumps it", at: Instance).Also("selectors-match"),
        Removed("database-objects-exist", "Job postgres-role", "nothing makes the application's role on it", at: Instance)
            .Also("dependencies-exist"),
        Removed("alerts-cover", "MetricAlarm postgres-storage-low", "nobody is told of its FreeStorageSpace", at: Instance),
        Field(
            "alerts-cover",
            "MetricAlarm postgres-cpu-high",
            "alarmActions",
            null,
            "nobody is told of its CPUUtilization",
            at: Instance),
        Removed("alerts-cover", "EventSubscription postgres-events", "nobody is told when it fails", at: Instance),
        Field(Backups, Instance, "deleteAutomatedBackups", true, "its backups are deleted with it"),
        Field(Backups, Instance, "deleteAutomatedBackups", null, "its backups are deleted with it"),
        Field(Protected, Instance, "deletionProtection", false, "whoever may delete it in AWS can"),
        Field(Protected, Instance, "deletionProtection", null, "whoever may delete it in AWS can"),
        Field(Protected, Instance, "skipFinalSnapshot", true, "it is deleted without a last snapshot"),
        Field(Protected, Instance, "finalSnapshotIdentifier", null, "it is deleted without a last snapshot"),
        Changed(
            Protected,
            Instance,
            "not protected",
            "it holds data and prod protects data, but it can be deleted",
            resource => resource with { Options = resource.Options with { Protect = false } }),
        Changed(
            Protected,
            "Key postgres-key",
            "not protected",
            "it holds data and prod protects data, but it can be deleted",
            resource => resource with { Options = resource.Options with { Protect = false } }),
    ];

    private static IEnumerable<CheckCase> Exposure { get; } =
    [
        Field(Private, Instance, "storageEncrypted", false, "its storage is not encrypted with a key of its own"),
        Field(Private, Instance, "storageEncrypted", null, "its storage is not encrypted with a key of its own"),
        Field(Private, Instance, "kmsKeyId", null, "its storage is not encrypted with a key of its own"),
        Field(Private, Instance, "publiclyAccessible", true, "it has an address on the internet"),
        Field(Private, Instance, "publiclyAccessible", null, "it has an address on the internet"),
        Field(
            Private,
            "ParameterGroup postgres-parameters-18",
            "parameters[name=rds.force_ssl].value",
            "0",
            "its instances take connections without TLS"),
        Field(Private, "Key postgres-key", "enableKeyRotation", false, "it is never rotated"),
        Field(
            Private,
            "SecurityGroup postgres-access",
            "ingress",
            Json("""[{ "cidrBlocks": ["0.0.0.0/0"], "fromPort": 0, "toPort": 0, "protocol": "-1" }]"""),
            "it has rules that nothing checks"),
        Field(Private, Rule, "referencedSecurityGroupId", null, "it lets in more than one security group on one port"),
        Field(Private, Rule, "toPort", 65535, "it lets in more than one security group on one port"),
        Field(Private, Rule, "ipProtocol", "-1", "it lets in more than one security group on one port"),
        Field(Private, Rule, "cidrIpv4", "0.0.0.0/0", "it lets in more than one security group on one port"),
    ];

    private static IEnumerable<CheckCase> Clients { get; } =
    [
        Field(
            "paths-open",
            "NetworkPolicy postgres-clients",
            "spec.egress[0].ports[0].port",
            5433,
            "it does not reach port 5432 of RDS in 10.0.128.0/20",
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
