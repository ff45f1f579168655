using static Infra.Tests.Checks.CheckCase;

namespace Infra.Tests.Checks.Cases;

/// <summary>What data and secrets are held to: backups, protection, secrecy.</summary>
internal static class DataCases
{
    private const string ArchiveTimeout = "spec.postgresql.parameters.archive_timeout";

    public static IEnumerable<CheckCase> All => [.. Backups, .. Snapshots, .. Extensions, .. Protection, .. Secrecy];

    private static IEnumerable<CheckCase> Backups { get; } =
    [
        Field("backup-policy", "Cluster postgres", "spec.plugins[0].isWALArchiver", false, "it does not archive its write-ahead log"),
        Removed("backup-policy", "Job postgres-archive", "nothing sees whether it archives", "Cluster postgres")
            .Also("dependencies-exist"),
        Removed("backup-policy", "Job postgres-base", "no first base backup is waited for", "Cluster postgres"),
        Removed("backup-policy", "CronJob postgres-backup", "nothing takes a backup of it on demand", "Cluster postgres"),
        Field(
            "backup-policy",
            "CronJob postgres-dump",
            "spec.jobTemplate.spec.template.spec.initContainers[0].command[3]",
            "other.sh",
            "nothing dumps it",
            "Cluster postgres"),
        Field(
            "backup-policy",
            "CronJob postgres-drill",
            "spec.jobTemplate.spec.template.spec.containers[0].command[3]",
            "other.sh",
            "nothing proves that it can be restored",
            "Cluster postgres"),
        Field("backup-policy", "CronJob postgres-drill", "spec.suspend", true, "nobody restores a backup unless asked; prod demands it"),
        Field("backup-policy", "Cluster postgres", ArchiveTimeout, "1h", "up to 1h of changes can be lost; prod allows 15m"),
        Field(
            "backup-policy",
            "Cluster postgres",
            ArchiveTimeout,
            "0s",
            "up to an unlimited time of changes can be lost; prod allows 15m"),
        Field(
            "backup-policy",
            "Cluster postgres",
            ArchiveTimeout,
            null,
            "up to an unlimited time of changes can be lost; prod allows 15m"),
        Field(
                "backup-policy",
                "ScheduledBackup postgres-base",
                "spec.cluster.name",
                "gone",
                "it has no base backups",
                at: "Cluster postgres")
            .Also("database-objects-exist"),
        Field(
            "backup-policy",
            "ScheduledBackup postgres-base",
            "spec.method",
            "barmanObjectStore",
            "it is suspended, or not taken by the plugin"),
        Field("backup-policy", "ScheduledBackup postgres-base", "spec.suspend", true, "it is suspended, or not taken by the plugin"),
        Field("backup-policy", "ScheduledBackup postgres-base", "spec.schedule", "0 0 2 * * 0", "base backups are further apart than 1d"),
        Field("backup-policy", "ScheduledBackup postgres-base", "spec.schedule", "at night", "base backups are further apart than 1d"),
        Field("backup-policy", "ObjectStore postgres", "spec.retentionPolicy", "29d", "backups are kept for 29d; prod demands 30 days"),
        Field("backup-policy", "ObjectStore postgres", "spec.retentionPolicy", "4w", "backups are kept for 4w; prod demands 30 days"),
        Field(
            "backup-policy",
            "ObjectStore postgres",
            "spec.retentionPolicy",
            null,
            "backups are kept for an unlimited time; prod demands 30 days"),
    ];

    private static IEnumerable<CheckCase> Snapshots { get; } =
    [
        .. SnapshotsOf("redis", "StatefulSet redis", "redis", "Redis"),
        .. SnapshotsOf("qdrant", "StatefulSet qdrant", "qdrant", "Qdrant"),
        .. from changed in SnapshotsOf(
               "evolution-data",
               "PersistentVolumeClaim evolution-data",
               "evolution-data-backup",
               "EvolutionData")
           select changed with { Application = "julia" },
    ];

    private static IEnumerable<CheckCase> SnapshotsOf(string service, string holder, string alerts, string prefix)
    {
        var (backup, drill) = ($"CronJob {service}-backup", $"CronJob {service}-drill");
        const string Retention = "spec.jobTemplate.spec.template.spec.containers[0].env";
        yield return Removed("backup-policy", backup, "it is not backed up", holder).Also("selectors-match");
        yield return Field("backup-policy", backup, "spec.schedule", "0 2 * * 0", "backups are further apart than 1d");
        yield return Field("backup-policy", backup, "spec.suspend", true, "backups are further apart than 1d");
        yield return Field(
            "backup-policy",
            backup,
            Retention,
            Json("""[{ "name": "RETENTION_DAYS", "value": "29" }]"""),
            "backups are kept for 29 days; prod demands 30");
        yield return Field(
            "backup-policy",
            backup,
            Retention,
            Json("[]"),
            "backups are kept for an unlimited number of days; prod demands 30");
        yield return Removed("backup-policy", drill, "nothing proves that its backups can be restored", holder)
            .Also("selectors-match");
        yield return Field("backup-policy", drill, "spec.suspend", true, "nobody restores a backup for proof unless a person does");
        yield return Field(
            "alerts-cover",
            $"PrometheusRule {alerts}",
            $"spec.groups[0].rules[alert={prefix}BackupStale].labels.severity",
            "warning",
            "nobody is told when it stops succeeding",
            backup);
        yield return Removed("paths-open", $"NetworkPolicy {service}-backup-store", "it does not reach the object storage", backup)
            .Also("dependencies-exist");
        yield return Removed("paths-open", $"NetworkPolicy {service}-drill-store", "it does not reach the object storage", drill)
            .Also("dependencies-exist");
    }

    private static IEnumerable<CheckCase> Extensions { get; } =
    [
        .. from extension in new[] { "pg_stat_statements", "pgaudit" }
           select Field(
               "database-objects-exist",
               "Cluster postgres",
               "spec.bootstrap.initdb.postInitApplicationSQL",
               Json($"""["CREATE EXTENSION IF NOT EXISTS \"vector\"", "CREATE EXTENSION IF NOT EXISTS \"{extension}\""]"""),
               $"the operator drops its extension {extension}, as no parameter {extension}.* is set"),
    ];

    private static IEnumerable<CheckCase> Protection { get; } =
    [
        .. from title in new[]
        {
            "Namespace reference-prod",
            "Cluster postgres",
            "ObjectStore postgres",
            "StatefulSet redis",
            "StatefulSet qdrant",
            "RandomBytes api-key-salt-g1",
        }
        select Changed(
            "data-protected",
            title,
            "without protection",
            "it holds data and prod protects data, but it can be deleted",
            resource => resource with { Options = resource.Options with { Protect = false } }),
        Changed(
                "data-protected",
                "PersistentVolumeClaim letters",
                "without protection",
                "it holds data and prod protects data, but it can be deleted",
                resource => resource with { Options = resource.Options with { Protect = false } })
            .OfShowcase(),
        Field(
            "data-protected",
            "StatefulSet redis",
            "spec.persistentVolumeClaimRetentionPolicy.whenDeleted",
            "Delete",
            "its volumes are deleted with it"),
        Field(
            "data-protected",
            "StatefulSet qdrant",
            "spec.persistentVolumeClaimRetentionPolicy",
            null,
            "its volumes are deleted with it"),
    ];

    private static IEnumerable<CheckCase> Secrecy { get; } =
    [
        Field("secrets-hidden", "ConfigMap reference-api-config", "data.QDRANT_URL", "[secret]", "a secret stands at data.QDRANT_URL"),
        Field(
            "secrets-hidden",
            "Secret redis-users",
            "metadata.labels.password",
            "[secret]",
            "a secret stands at metadata.labels.password"),
        Field(
            "secrets-hidden",
            "Deployment api",
            "spec.template.spec.containers[0].command[1]",
            "[secret]",
            "a secret stands at spec.template.spec.containers[0].command[1]"),
        Field(
            "secrets-hidden",
            "ConfigMap reference-api-config",
            "data.WEBHOOK_TOKEN",
            "abc",
            "WEBHOOK_TOKEN is written down in plain text"),
        .. from name in new[]
        {
            "db_password",
            "API_KEY_SALT",
            "AWS_SECRET_ACCESS_KEY",
            "JWT_PRIVATE_KEY_PEM",
            "SLACK_WEBHOOK_URL",
            "GCP_CREDENTIALS_JSON",
        }
        select Field("secrets-hidden", "ConfigMap reference-api-config", $"data.{name}", "abc", $"{name} is written down in plain text"),
        Field(
            "secrets-hidden",
            "StatefulSet qdrant",
            "spec.template.spec.containers[0].env[0]",
            Json("""{ "name": "QDRANT__SERVICE__API_KEY", "value": "abc" }"""),
            "QDRANT__SERVICE__API_KEY is written down in plain text"),
        .. from output in new[] { "postgresUrl", "postgresReadOnlyUrl", "redisUrl", "qdrantApiKey" }
           select Output("secrets-hidden", output, "abc", $"output {output} is not secret"),
    ];
}
