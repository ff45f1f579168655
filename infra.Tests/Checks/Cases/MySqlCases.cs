using System.Text.Json.Nodes;
using StackPreview.Plans;
using Infra.Tests.Support;
using static Infra.Tests.Checks.CheckCase;

namespace Infra.Tests.Checks.Cases;

/// <summary>What MySQL is held to: the group of instances of prod, and the one server of dev.</summary>
internal static class MySqlCases
{
    private const string Prod = "mysql-prod";
    private const string Dev = "mysql-dev";
    private const string Cluster = "PerconaServerMySQL mysql";
    private const string Server = "StatefulSet mysql";
    private const string Dump = "CronJob mysql-dump";
    private const string Drill = "CronJob mysql-drill";
    private const string Taking = "CronJob mysql-backup";
    private const string Keeper = "Deployment mysql-accounts";
    private const string Accounts = "Secret mysql-accounts";
    private const string Namespace = "namespaceSelector.matchLabels['kubernetes.io/metadata.name']";
    private const string Rules = "spec.groups[0].rules";
    private const string KeeperPod = "spec.template.spec";
    private const string DumpPod = "spec.jobTemplate.spec.template.spec";

    public static IEnumerable<CheckCase> All =>
        [
            .. new[] { References, Backups, Protection, Pods, Rollouts, Paths, Alerts }
                .SelectMany(cases => cases)
                .Select(one => one with { Stack = Prod }),
            .. OfServer.Select(one => one with { Stack = Dev }),
        ];

    private static IEnumerable<CheckCase> References { get; } =
    [
        Removed("database-objects-exist", Keeper, "nothing makes its database and the users of it", at: Cluster)
            .Also("dependencies-exist", "selectors-match"),
        Field(
            "database-objects-exist",
            Taking,
            $"{DumpPod}.initContainers[0].env[name=STORAGE].value",
            "gone",
            "it backs up to storage gone, which it has not",
            at: Cluster),
        Field(
            "secrets-and-configmaps-exist",
            Cluster,
            "spec.backup.storages.s3.s3.credentialsSecret",
            "gone",
            "it uses Secret gone, which is not there"),
        Field(
            "secrets-and-configmaps-exist",
            "Secret mysql-backup-credentials",
            "stringData.AWS_ACCESS_KEY_ID",
            null,
            "it uses key AWS_ACCESS_KEY_ID of Secret mysql-backup-credentials, which has AWS_SECRET_ACCESS_KEY",
            at: Cluster),
        Field(
            "secrets-and-configmaps-exist",
            "Secret mysql-users",
            "stringData.heartbeat",
            null,
            "it uses key heartbeat of Secret mysql-users, which has clusterset, monitor, operator, orchestrator, replication, root, "
                + "xtrabackup",
            at: Cluster),
        Field(
            "secrets-and-configmaps-exist",
            Cluster,
            "spec.mysql.sidecars[0].env[0].valueFrom.secretKeyRef.name",
            "gone",
            "it uses Secret gone, which is not there"),
        Changed(
            "hosts-exist",
            Cluster,
            "without the service of the proxies",
            "it names the host mysql-haproxy.reference-prod.svc, and there is no Service mysql-haproxy in reference-prod",
            WithoutProxyService
        ) with
        {
            Resource = "ConfigMap reference-api-config",
        },
        Changed(
            "names-unique",
            "Service api",
            "named as one that the operator makes",
            "another object bears its kind and name, and one would take the place of the other",
            service => service with { ObjectName = "mysql-haproxy" }
        ) with
        {
            Resource = "Service mysql-haproxy",
        },
        Field(
                "selectors-match",
                "NetworkPolicy mysql-backups",
                "spec.podSelector.matchLabels.mysql-backup",
                "gone",
                "its selector selects no pod")
            .Also("paths-open"),
        Field(
            "selectors-match",
            "PodMonitor mysql",
            "spec.podMetricsEndpoints[0].port",
            "gone",
            "it scrapes port gone, which none of its pods has"),
    ];

    private static IEnumerable<CheckCase> Backups { get; } =
    [
        Field("backup-policy", Cluster, "spec.backup.enabled", false, "it has no base backups"),
        Removed("backup-policy", Taking, "it has no base backups", at: Cluster),
        Field("backup-policy", Dump, $"{DumpPod}.initContainers[0].command[3]", "other.sh", "nothing dumps it", at: Cluster),
        Field(
            "backup-policy",
            Drill,
            $"{DumpPod}.containers[0].command[3]",
            "other.sh",
            "nothing proves that it can be restored",
            at: Cluster),
        Field("backup-policy", Drill, "spec.suspend", true, "nobody restores a dump unless asked; prod demands it"),
        Changed(
            "backup-policy",
            Cluster,
            "without what keeps the data of former backups",
            "backups that a schedule of the operator has made are deleted with the stack",
            cluster => cluster) with
        {
            Edit = plan => plan.Forgetting(plan.Objects.Single(job => job.StableTitle() == "Job mysql-backup-kept")),
        },
        Changed(
            "backup-policy",
            Cluster,
            "with a schedule of the operator's",
            "the operator's schedule makes backups that are deleted with the stack",
            WithSchedule),
        Field("backup-policy", Taking, "spec.schedule", "0 2 * * 0", "base backups are further apart than 1d"),
        Field("backup-policy", Taking, "spec.suspend", true, "base backups are further apart than 1d"),
        Field(
            "backup-policy",
            Taking,
            $"{DumpPod}.initContainers[0].env[name=RETENTION_DAYS].value",
            "29",
            "base backups are kept for 29 days; prod demands 30"),
    ];

    private static IEnumerable<CheckCase> Protection { get; } =
    [
        Changed("data-protected", Cluster, "without protection", "it holds data and prod protects data, but it can be deleted", cluster =>
            cluster with
            {
                Options = cluster.Options with { Protect = false },
            }),
        Field("data-protected", Cluster, "metadata.finalizers[0]", "percona.com/delete-mysql-pvc", "its volumes are deleted with it"),
        Output("secrets-hidden", "mysqlUrl", "abc", "output mysqlUrl is not secret"),
    ];

    private static IEnumerable<CheckCase> Pods { get; } =
    [
        .. from path in new[] { "spec.mysql.image", "spec.proxy.haproxy.image", "spec.backup.image", "spec.mysql.sidecars[0].image" }
        select Field(
            "images-pinned",
            Cluster,
            path,
            "docker.io/percona/some:latest",
            "its image docker.io/percona/some:latest may be another one tomorrow"),
        Field("resources-bounded", Cluster, "spec.mysql.resources.limits.memory", null, "each instance has no limit for memory"),
        Field("resources-bounded", Cluster, "spec.proxy.haproxy.resources", null, "each proxy has no request for cpu"),
        Field(
            "resources-bounded",
            Cluster,
            "spec.proxy.haproxy.sidecarResources.mysql-monit.requests.memory",
            null,
            "container mysql-monit has no request for memory"),
        Field("resources-bounded", Cluster, "spec.backup.resources.limits.cpu", null, "container xtrabackup has no limit for cpu"),
        Field("resources-bounded", Cluster, "spec.backup.storages.s3.resources", null, "each backup job has no request for cpu"),
        Field(
            "resources-bounded",
            Cluster,
            "spec.mysql.sidecars[0].resources.limits.memory",
            "1Mi",
            "container exporter requests 64Mi of memory, above its limit of 1Mi"),
        Field(
            "resources-bounded",
            Keeper,
            $"{KeeperPod}.containers[0].resources.limits.memory",
            null,
            "container accounts has no limit for memory"),
        Field(
            "secrets-and-configmaps-exist",
            Keeper,
            $"{KeeperPod}.containers[0].env[name=APPLICATION_PASSWORD].valueFrom.secretKeyRef.key",
            "gone",
            "it uses key gone of Secret mysql-accounts, which has monitor-password, password"),
        Field(
            "images-pinned",
            Keeper,
            $"{KeeperPod}.containers[0].image",
            "docker.io/percona/some:latest",
            "its image docker.io/percona/some:latest may be another one tomorrow"),
    ];

    private static IEnumerable<CheckCase> Rollouts { get; } =
    [
        .. from part in new[] { "spec.mysql", "spec.proxy.haproxy" }
        from edit in new (int? Value, string Problem)[] { (null, "it has no disruption budget"), (0, "it keeps nodes from being drained") }
        select edit.Value is { } value
            ? Field("disruptions-budgeted", Cluster, $"{part}.podDisruptionBudget.maxUnavailable", value, edit.Problem)
            : Field("disruptions-budgeted", Cluster, $"{part}.podDisruptionBudget", null, edit.Problem),
        Changed("rollouts-safe", "Deployment api", "not after what makes its user", $"it does not wait for {Keeper}", client =>
            WaitingForNo(client, "mysql-accounts-deployment")),
        Changed("rollouts-safe", "Job migrate", "not after what makes its user", $"it does not wait for {Keeper}", client =>
            WaitingForNo(client, "mysql-accounts-deployment")),
        Changed("rollouts-safe", Keeper, "not after the cluster", $"it does not wait for {Cluster}", keeper =>
            WaitingForNo(keeper, "PerconaServerMySQL")),
        Field("rollouts-safe", Keeper, "spec.strategy.rollingUpdate.maxUnavailable", 1, "a rollout makes pods unavailable"),
        Field("rollouts-safe", Keeper, $"{KeeperPod}.containers[0].lifecycle", null, "a pod is sent SIGTERM while it still gets requests"),
        Removed("disruptions-budgeted", "PodDisruptionBudget mysql-accounts", "it has no disruption budget", at: Keeper),
        Field("health-probed", Keeper, $"{KeeperPod}.containers[0].readinessProbe", null, "container accounts has no readinessProbe"),
        Field("health-probed", Keeper, $"{KeeperPod}.containers[0].livenessProbe", null, "container accounts has no livenessProbe"),
    ];

    private static IEnumerable<CheckCase> Paths
    {
        get
        {
            const string Id = "paths-open";
            const string Instances = "NetworkPolicy mysql-instances";
            const string Proxies = "NetworkPolicy mysql-proxies";
            yield return Field(
                Id,
                Instances,
                "spec.ingress[0].ports[0].port",
                1,
                "the operator does not reach port 3306 of its instances",
                at: Cluster);
            yield return Field(
                Id,
                Instances,
                "spec.ingress[0].ports[1].port",
                1,
                "the operator does not reach port 33062 of its instances",
                at: Cluster);
            yield return Field(
                Id,
                Instances,
                "spec.ingress[0].ports[2].port",
                1,
                "the operator does not reach port 6450 of its instances",
                at: Cluster);
            yield return Field(
                Id,
                Instances,
                $"spec.ingress[0].from[0].{Namespace}",
                "elsewhere",
                "the operator does not reach port 6450 of its instances",
                at: Cluster);
            yield return Field(
                Id,
                Instances,
                "spec.ingress[1].ports[2].port",
                33063,
                "its instances do not reach port 33061 of each other",
                at: Cluster);
            yield return Field(
                Id,
                Instances,
                "spec.egress[0].ports[0].port",
                3307,
                "its instances do not reach port 3306 of each other",
                at: Cluster);
            yield return Field(
                Id,
                Instances,
                "spec.ingress[2].ports[1].port",
                33063,
                "its proxies do not reach port 33062 of its instances",
                at: Cluster);
            yield return Field(
                Id,
                Proxies,
                "spec.egress[0].ports[0].port",
                3307,
                "its proxies do not reach port 3306 of its instances",
                at: Cluster);
            yield return Field(
                Id,
                "NetworkPolicy mysql-backups",
                "spec.egress[0].ports[0].port",
                6033,
                "its backup jobs do not reach its instances",
                at: Cluster);
            yield return Field(
                Id,
                "NetworkPolicy mysql-backups",
                "spec.egress[1].ports[0].port",
                443,
                "its instances or its backup jobs do not reach the object storage",
                at: Cluster);
            yield return Field(
                Id,
                Instances,
                "spec.egress[1].ports[0].port",
                443,
                "its instances or its backup jobs do not reach the object storage",
                at: Cluster);
            yield return Field(
                Id,
                "NetworkPolicy mysql-drill-store",
                "spec.egress[0].ports[0].port",
                443,
                "it does not reach the object storage",
                at: Drill);
            yield return Field(
                Id,
                "NetworkPolicy mysql-backup-store",
                "spec.egress[0].ports[0].port",
                443,
                "it does not reach the object storage",
                at: Taking);
            yield return Field(
                Id,
                Proxies,
                "spec.ingress[0].from[1].podSelector.matchLabels.mysql-client",
                "false",
                $"it does not reach the proxies of {Cluster}",
                at: "Deployment api");
            yield return Field(
                Id,
                "NetworkPolicy mysql-clients",
                "spec.egress[0].ports[0].port",
                3307,
                $"it does not reach the proxies of {Cluster}",
                at: Keeper);
            yield return Field(
                Id,
                Instances,
                "spec.ingress[4].ports[0].port",
                9105,
                $"Prometheus does not reach port metrics of {Cluster}",
                at: "PodMonitor mysql");
        }
    }

    private static IEnumerable<CheckCase> Alerts { get; } =
    [
        Field(
            "alerts-cover",
            "PrometheusRule mysql",
            $"{Rules}[alert=MysqlDown].labels.severity",
            "warning",
            "nobody is told when it is down",
            at: Cluster
        ) with
        {
            Edit = plan => WithoutAlarm(WithoutAlarm(plan, "MysqlDown"), "MysqlProxyDown"),
        },
        Field(
            "alerts-cover",
            "PrometheusRule mysql",
            $"{Rules}[alert=MysqlBackupStale].labels.severity",
            "warning",
            "nobody is told when it stops succeeding",
            at: Cluster),
        Field(
            "alerts-cover",
            "PrometheusRule mysql",
            $"{Rules}[alert=MysqlAccountsDown].labels.severity",
            "warning",
            "nobody is told when it is down",
            at: Keeper),
        Removed("alerts-cover", "PodMonitor mysql", "its metrics are not scraped", at: Cluster),
    ];

    private static IEnumerable<CheckCase> OfServer { get; } =
    [
        Removed("backup-policy", Dump, "nothing dumps it", at: Server).Also("selectors-match"),
        Field("backup-policy", Dump, "spec.schedule", "0 3 * * 1", "dumps are further apart than 1d"),
        Field("backup-policy", Dump, "spec.schedule", "at night", "dumps are further apart than 1d"),
        Field("backup-policy", Dump, "spec.suspend", true, "dumps are further apart than 1d"),
        Field(
            "backup-policy",
            Dump,
            $"{DumpPod}.initContainers[1].env[name=RETENTION_DAYS].value",
            "6",
            "dumps are kept for 6 days; dev demands 7"),
        Field(
            "backup-policy",
            Dump,
            $"{DumpPod}.initContainers[1].env[name=RETENTION_DAYS].value",
            "1w",
            "dumps are kept for 0 days; dev demands 7"),
        Field(
            "paths-open",
            "NetworkPolicy mysql-dump-store",
            "spec.egress[0].ports[0].port",
            443,
            "it does not reach the object storage",
            at: Dump),
        Field(
            "paths-open",
            "NetworkPolicy mysql-server",
            "spec.ingress[0].ports[0].port",
            3307,
            "it does not reach port 3306 of StatefulSet mysql",
            at: "Deployment api"),
        Field(
            "alerts-cover",
            "PrometheusRule mysql",
            $"{Rules}[alert=MysqlBackupStale].expr",
            "vector(0)",
            "nobody is told when it stops succeeding",
            at: Dump),
        Field(
            "alerts-cover",
            "PrometheusRule mysql",
            $"{Rules}[alert=MysqlDown].expr",
            "vector(0)",
            "nobody is told when it is down",
            at: Server),
        Changed("rollouts-safe", Dump, "not after the server", $"it does not wait for {Server}", dump =>
            WaitingForNo(dump, "StatefulSet")),
        Field(
            "data-protected",
            Server,
            "spec.persistentVolumeClaimRetentionPolicy.whenDeleted",
            "Delete",
            "its volumes are deleted with it"),
        Field(
            "images-pinned",
            Dump,
            $"{DumpPod}.containers[0].image",
            "docker.io/rclone/rclone",
            "its image docker.io/rclone/rclone may be another one tomorrow"),
        Field(
            "resources-bounded",
            Dump,
            $"{DumpPod}.initContainers[0].resources.limits.memory",
            null,
            "container dump has no limit for memory"),
        Field(
            "secrets-and-configmaps-exist",
            Accounts,
            "stringData.monitor-password",
            null,
            "it uses key monitor-password of Secret mysql-accounts, which has password, root-password",
            at: Server),
    ];

    private static Plan WithoutAlarm(Plan plan, string alert)
        => plan.With("PrometheusRule mysql", $"{Rules}[alert={alert}].labels.severity", "warning");

    private static PlannedResource WithSchedule(PlannedResource cluster)
    {
        var inputs = (JsonObject)cluster.Inputs.DeepClone();
        inputs["spec"]!["backup"]!["schedule"] = new JsonArray(new JsonObject { ["name"] = "full", ["schedule"] = "0 2 * * *" });
        return cluster with { Inputs = inputs };
    }

    private static PlannedResource WithoutProxyService(PlannedResource cluster)
        => cluster with { Creates = [.. cluster.Creates.Where(created => created is not { Kind: "Service", Name: "mysql-haproxy" })] };

    private static PlannedResource WaitingForNo(PlannedResource resource, string part)
        => resource with
        {
            Dependencies = resource.Dependencies.Except(resource.Dependencies.Where(urn => urn.Contains(part, StringComparison.Ordinal))),
        };
}
