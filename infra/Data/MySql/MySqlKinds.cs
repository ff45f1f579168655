using StackPreview.Kinds;

namespace Infra.Data.MySql;

/// <summary>The facts of the kind of Percona's operator for MySQL.</summary>
internal static class MySqlKinds
{
    private const string Image = "spec.mysql.image";
    private const string ProxyImage = "spec.proxy.haproxy.image";
    private const string Resources = "spec.mysql.resources";
    private const string ProxyResources = "spec.proxy.haproxy.resources";

    // What is in the template of the pods, or has its hash there; a generation of the passwords is another secret of a sidecar
    // (https://docs.percona.com/percona-operator-for-mysql/ps/options.html).
    private static readonly string[] InstanceFields =
    [
        Image,
        Resources,
        "spec.mysql.configuration",
        "spec.mysql.affinity",
        "spec.mysql.annotations",
        "spec.mysql.env",
        "spec.mysql.envFrom",
        "spec.mysql.gracePeriod",
        "spec.mysql.labels",
        "spec.mysql.nodeSelector",
        "spec.mysql.podSecurityContext",
        "spec.mysql.containerSecurityContext",
        "spec.mysql.priorityClassName",
        "spec.mysql.sidecarVolumes",
        "spec.mysql.sidecars",
        "spec.mysql.tolerations",
        "spec.mysql.topologySpreadConstraints",
        "spec.backup.image",
        "spec.backup.resources",
    ];

    private static readonly string[] ProxyFields =
    [
        ProxyImage,
        ProxyResources,
        "spec.proxy.haproxy.affinity",
        "spec.proxy.haproxy.configuration",
        "spec.proxy.haproxy.containerSecurityContext",
        "spec.proxy.haproxy.podSecurityContext",
        "spec.proxy.haproxy.sidecarResources",
    ];

    /// <summary>A group of MySQL instances, with proxies and backups.</summary>
    public static ResourceKind PerconaServerMySql { get; } = ResourceKind.Kubernetes("ps.percona.com/v1", "PerconaServerMySQL") with
    {
        HoldsData = true,
        RestartsPods = [.. InstanceFields.Concat(ProxyFields)],
        VolumeSizes = [new("spec.mysql.volumeSpec.persistentVolumeClaim.resources.requests.storage")],
        Versions = [new(Image) { IsOneProduct = true }],
        PodLife = PodLife.LongRunning,
        Instances = "spec.mysql.size",
        Images = [Image, ProxyImage, "spec.backup.image", "spec.mysql.sidecars[*].image"],
        // Containers that start before these have the same.
        ContainerResources =
        [
            new(Resources, "each instance"),
            new(ProxyResources, "each proxy"),
            new("spec.backup.resources", "container xtrabackup"),
            new("spec.proxy.haproxy.sidecarResources[*]", "container *"),
            new("spec.mysql.sidecars[*].resources", "container *"),
            new("spec.backup.storages[*].resources", "each backup job") { IsOfJobs = true },
        ],
        DisruptionBudgets = [new("spec.mysql.podDisruptionBudget"), new("spec.proxy.haproxy.podDisruptionBudget")],
        References =
        [
            // The name alone stands there, and the operator knows the keys.
            new("credentialsSecret", ReferenceFact.Secret) { NameField = "", Keys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] },
            new("secretsName", ReferenceFact.Secret)
            {
                NameField = "",
                Keys = ["clusterset", "heartbeat", "monitor", "operator", "orchestrator", "replication", "root", "xtrabackup"],
            },
            new("secretKeyRef", ReferenceFact.Secret),
            new("configMapKeyRef", ReferenceFact.ConfigMap),
            new("secretRef", ReferenceFact.Secret),
            new("configMapRef", ReferenceFact.ConfigMap),
            new("imagePullSecrets", ReferenceFact.Secret),
        ],
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ResourceKind> All { get; } = [PerconaServerMySql];
}
