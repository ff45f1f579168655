using static Infra.Tests.Checks.CheckCase;

namespace Infra.Tests.Checks.Cases;

/// <summary>What breaks and nobody hears of.</summary>
internal static class AlertCases
{
    private const string Id = "alerts-cover";
    private const string Rules = "spec.groups[0].rules";
    private const string Harmless = "vector(0)";

    public static IEnumerable<CheckCase> All { get; } =
    [
        Field(
            Id,
            "PrometheusRule redis",
            $"{Rules}[alert=RedisDown].labels.severity",
            "warning",
            "nobody is told when it is down",
            at: "StatefulSet redis"),
        Field(
            Id,
            "PrometheusRule qdrant",
            $"{Rules}[alert=QdrantDown].labels.severity",
            "warning",
            "nobody is told when it is down",
            at: "StatefulSet qdrant"),
        Field(
            Id,
            "PrometheusRule postgres",
            $"{Rules}[alert=PostgresDown].labels.severity",
            "warning",
            "nobody is told when it is down",
            at: "Cluster postgres"),
        Field(
            Id,
            "PrometheusRule api",
            $"{Rules}[alert=ApiDown].labels.severity",
            "warning",
            "nobody is told when it is down",
            at: "Deployment api"),
        Field(
            Id,
            "PrometheusRule worker",
            $"{Rules}[alert=WorkerDown].labels.severity",
            "warning",
            "nobody is told when it is down",
            at: "Deployment worker"),
        Field(
            Id,
            "PrometheusRule redis",
            $"{Rules}[alert=RedisDown].expr",
            Harmless,
            "nobody is told when it is down",
            at: "StatefulSet redis"),
        Field(
                Id,
                "PrometheusRule postman",
                $"{Rules}[alert=PostmanDown].labels.severity",
                "warning",
                "nobody is told when it is down",
                at: "StatefulSet postman")
            .OfShowcase(),
        Field(
                Id,
                "PrometheusRule report",
                $"{Rules}[alert=ReportOverdue].labels.severity",
                "warning",
                "nobody is told when it stops succeeding",
                at: "CronJob report")
            .OfShowcase(),
        Field(
                Id,
                "PodMonitor postman-exporter",
                "spec.selector.matchLabels['app.kubernetes.io/name']",
                "gone",
                "its metrics are not scraped",
                at: "StatefulSet postman")
            .Also("selectors-match")
            .OfShowcase(),
        Field(Id, "PrometheusRule volumes", Rules, Json("[]"), "nobody is told when it fills up", at: "PersistentVolumeClaim letters")
            .OfShowcase(),
        Field(
                Id,
                "PodMonitor redis",
                "spec.selector.matchLabels['app.kubernetes.io/name']",
                "qdrant",
                "its metrics are not scraped",
                at: "StatefulSet redis")
            .Also("selectors-match"),
        Field(
                Id,
                "PodMonitor worker",
                "spec.selector.matchLabels['app.kubernetes.io/name']",
                "api",
                "its metrics are not scraped",
                at: "Deployment worker")
            .Also("selectors-match"),
        Field(
            Id,
            "PrometheusRule postgres",
            $"{Rules}[alert=PostgresBackupStale].labels.severity",
            "warning",
            "nobody is told when it fails",
            at: "ScheduledBackup postgres-base"),
        Field(
            Id,
            "PrometheusRule platform",
            $"{Rules}[alert=JobFailed].expr",
            Harmless,
            "nobody is told when it fails",
            at: "Job migrate"),
        Field(
            Id,
            "PrometheusRule platform",
            $"{Rules}[alert=CertificateExpiring].expr",
            Harmless,
            "nobody is told when it is not renewed",
            at: "Certificate api"),
        Field(
            Id,
            "PrometheusRule redis",
            $"{Rules}[alert=RedisPersistenceFailing].labels.severity",
            "info",
            "alert RedisPersistenceFailing has severity \"info\" or no namespace, so that no route takes it"),
        Field(
            Id,
            "PrometheusRule redis",
            $"{Rules}[alert=RedisPersistenceFailing].labels.namespace",
            null,
            "alert RedisPersistenceFailing has severity \"critical\" or no namespace, so that no route takes it"),
        .. from title in new[] { "PrometheusRule redis", "PodMonitor redis", "AlertmanagerConfig alert-routes" }
           select Field(Id, title, "metadata.labels.release", null, "it lacks the labels by which it is selected"),
        Removed(Id, "AlertmanagerConfig alert-routes", "its alerts reach nobody", at: "PrometheusRule postgres"),
        Field(Id, "AlertmanagerConfig alert-routes", "spec.route.receiver", "gone", "it sends alerts to \"gone\", which is no receiver"),
        Field(
            Id,
            "AlertmanagerConfig alert-routes",
            "spec.route.routes[0].receiver",
            "gone",
            "it sends alerts to \"gone\", which is no receiver"),
    ];
}
