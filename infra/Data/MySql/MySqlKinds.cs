using StackPreview.Kinds;

namespace Infra.Data.MySql;

/// <summary>The facts of the kind of Percona's operator for MySQL.</summary>
internal static class MySqlKinds
{
    private const string Image = "spec.mysql.image";
    private const string ProxyImage = "spec.proxy.haproxy.image";
    private const string Resources = "spec.mysql.resources";
    private const string ProxyResources = "spec.proxy.haproxy.resources";

    /// <summary>A group of MySQL instances, with proxies and backups.</summary>
    public static ResourceKind PerconaServerMySql { get; } = ResourceKind.Kubernetes("ps.percona.com/v1", "PerconaServerMySQL") with
    {
        HoldsData = true,
        RestartsPods = [Image, Resources, ProxyImage, ProxyResources],
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
            new("spec.backup.storages[*].resources", "each backup job"),
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
