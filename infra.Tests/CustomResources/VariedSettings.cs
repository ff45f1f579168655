using Infra.Applications;
using Infra.Settings;
using Infra.Tests.Support;

namespace Infra.Tests.CustomResources;

/// <summary>Settings that vary custom resources, at their bounds and between.</summary>
internal static class VariedSettings
{
    private const string Receivers = """
        {
          "pagerDuty": "all",
          "webhook": "critical",
          "email": { "to": "oncall@example.com", "server": "smtp.example.com:587" },
          "deadMansSwitch": true,
          "mute": { "weekend": "saturday-sunday", "night": "22:00-06:00" }
        }
        """;

    private static readonly (string Key, string Value) Domain = ("edge", """{ "domain": "example.com" }""");

    private static readonly (string Key, string Value) Bucket = ("objectStorage", """{ "destination": "s3://example/backups" }""");

    /// <summary>Each by its name.</summary>
    public static IReadOnlyDictionary<string, StackSettings> All { get; } = new Dictionary<string, StackSettings>
    {
        ["a Postgres of one instance"] = Of("prod", ("postgres", """{ "instances": 1 }""")),
        ["a Postgres of nine instances"] = Of("prod", ("postgres", """{ "instances": 9 }""")),
        ["Postgres in dev with replicas"] = Of("dev", ("postgres", """{ "instances": 2 }""")),
        ["Postgres of the oldest version"] = Of("prod", ("postgres", """{ "version": 15 }""")),
        ["Postgres with CPU in millicores"] = Of(
            "prod",
            ("postgres", """{ "cpu": "1500m", "memory": "3Gi", "storage": "100Gi", "walStorage": "20Gi", "maxConnections": 150 }""")),
        ["Postgres with backups at other times"] = Of(
            "prod",
            ("postgres", """{ "backup": { "schedule": "*/15 0-6 1,15 * 1-5", "archiveTimeout": "1m", "retentionDays": 1 } }""")),
        ["a storage class"] = Of("prod", ("cluster", """{ "storageClass": "fast", "sharedStorageClass": "shared" }""")),
        ["a MySQL group of five"] = MySql("prod", """{ "instances": 5 }"""),
        ["a MySQL group of seven"] = MySql("stage", """{ "instances": 7 }"""),
        ["a MySQL group with CPU in millicores"] = MySql("prod", """{ "cpu": "1500m", "memory": "6Gi", "storage": "80Gi" }"""),
        ["a MySQL group with backups at other times"] = MySql(
            "prod",
            """{ "backup": { "schedule": "0 2 * * 7", "retentionDays": 1 } }"""),
        ["a MySQL group in dev"] = MySql("dev", """{ "provider": "percona", "instances": 3 }"""),
        ["a MySQL server in prod"] = MySql("prod", """{ "provider": "statefulset", "instances": 1 }"""),
        ["an S3-compatible store of another region"] = CustomStack.SettingsOf(
            Reference.Definition,
            "prod",
            Domain,
            ("objectStorage", """{ "destination": "s3://a-bucket", "endpoint": "https://minio.storage:9000", "region": "local" }""")),
        ["a host of its own"] = Of("prod", ("edge", """{ "hosts": { "api": "a.very-long-name.of-a-host.example.com" } }""")),
        ["proxies and another rate limit"] = Of(
            "prod",
            ("edge", """{ "domain": "example.com", "trustedProxies": 2, "rateLimit": { "average": 1, "period": "1h", "burst": 1 } }""")),
        ["sources and a limit on bodies"] = Of(
            "prod",
            (
                "edge",
                """{ "domain": "example.com", "maxBody": "1Gi", "allowedSources": { "api": ["203.0.113.0/24", "2001:db8::/32"] } }""")),
        ["every receiver of alerts"] = Of("prod", ("alerts", Receivers)),
        ["a redirect between hosts"] = Of(
            "prod",
            ("edge", """{ "domain": "example.com", "hosts": { "api": "example.com" }, "redirects": { "www.example.com": "api" } }""")),
        ["limits that are counted in a Redis"] = Of(
            "prod",
            ("edge", """{ "domain": "example.com", "rateLimitRedis": { "url": "rediss://redis.traefik:6379", "caSecret": "ca" } }""")),
        ["TLS to Qdrant and, from servers of both kinds, to Redis"] = CustomStack.SettingsOf(
            Reference.Definition,
            "prod",
            Bucket,
            Domain,
            ("redis", """{ "tls": "allowed" }"""),
            ("qdrant", """{ "tls": "required" }""")),
        ["a second copy of the backups"] = CustomStack.SettingsOf(
            Reference.Definition,
            "prod",
            Domain,
            ("objectStorage", """{ "destination": "s3://a-bucket", "copyTo": { "destination": "s3://another/copies" } }""")),
        ["another issuer and other labels"] = Of(
            "prod",
            ("cluster", """{ "issuer": "internal", "monitoringLabels": { "team": "shop", "app.kubernetes.io/part-of": "a" } }""")),
        ["one channel for all alerts"] = Of(
            "prod",
            ("alerts", """{ "criticalChannel": "#ops", "warningChannel": "#ops", "errorRatePercent": 100 }""")),
        ["workloads of fixed size"] = Of(
            "prod",
            ("workloads", """{ "api": { "scaling": { "minReplicas": 3, "maxReplicas": 3 } } }""")),
        ["a canary of one percent"] = Showcase.SettingsOf("prod", canaryPercent: 1),
        ["a canary of half the requests"] = Showcase.SettingsOf("stage", canaryPercent: 50),
    };

    private static StackSettings Of(string environment, (string Key, string Value) setting)
        => setting.Key == Domain.Key
            ? CustomStack.SettingsOf(Reference.Definition, environment, Bucket, setting)
            : CustomStack.SettingsOf(Reference.Definition, environment, Bucket, Domain, setting);

    private static StackSettings MySql(string environment, string section)
        => CustomStack.SettingsOf(GraphRag.Definition, environment, Bucket, Domain, ("mysql", section));
}
