using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Data.Postgres;

/// <summary>The facts of the kinds of CloudNativePG and its Barman Cloud plugin.</summary>
internal static class PostgresKinds
{
    private const string Group = "postgresql.cnpg.io/v1";
    private const string Resources = "spec.resources";

    /// <summary>
    /// A cluster of Postgres instances. A newer major version upgrades the files while it is down:
    /// https://cloudnative-pg.io/docs/1.30/postgres_upgrades
    /// </summary>
    public static ResourceKind Cluster { get; } = ResourceKind.Kubernetes(Group, "Cluster") with
    {
        HoldsData = true,
        ReleasedBy = $"metadata.annotations.{PostgresCluster.Released}",
        RestartsPods = ClusterRestarts.Paths,
        VolumeSizes = [new("spec.storage.size"), new("spec.walStorage.size")],
        Versions = [new(ClusterRestarts.Image) { IsOneProduct = true, IsDownForUpgrade = true }],
        PodLife = PodLife.LongRunning,
        Instances = "spec.instances",
        Images = [ClusterRestarts.Image],
        ContainerResources = [new(Resources, "each instance")],
        DisruptionBudgets = [new("spec.enablePDB", IsSwitch: true)],
        References =
        [
            // The secret of the owner of a new database must have both keys.
            new("spec.bootstrap.initdb.secret", ReferenceFact.Secret) { Keys = ["username", "password"] },
            new("secretKeyRef", ReferenceFact.Secret),
            new("configMapKeyRef", ReferenceFact.ConfigMap),
            new("imagePullSecrets", ReferenceFact.Secret),
        ],
    };

    /// <summary>Where a cluster archives to.</summary>
    public static ResourceKind ObjectStore { get; } =
        ResourceKind.Kubernetes("barmancloud.cnpg.io/v1", "ObjectStore") with
        {
            HoldsData = true,
            ReleasedBy = $"metadata.annotations.{PostgresCluster.Released}",
            RestartsPods = ClusterRestarts.SidecarPaths,
            ContainerResources = [new("spec.instanceSidecarConfiguration.resources", "the sidecar")],
            References =
            [
                new("accessKeyId", ReferenceFact.Secret),
                new("secretAccessKey", ReferenceFact.Secret),
                new("region", ReferenceFact.Secret),
                new("secretKeyRef", ReferenceFact.Secret),
            ],
        };

    /// <summary>What pools connections to a cluster.</summary>
    public static ResourceKind Pooler { get; } = ResourceKind.Kubernetes(Group, "Pooler") with
    {
        PodLife = PodLife.LongRunning,
        Instances = "spec.instances",
        Images = ["spec.pgbouncer.image"],
        ContainerResources = [new("spec.template.spec.containers[*].resources", "each instance")],
        // What else it says, is read without a restart (https://cloudnative-pg.io/documentation/current/connection_pooling/).
        RestartsPods = ["spec.pgbouncer.image", "spec.template"],
    };

    /// <summary>Base backups at set times.</summary>
    public static ResourceKind ScheduledBackup { get; } = ResourceKind.Kubernetes(Group, "ScheduledBackup");

    /// <summary>A base backup.</summary>
    public static ResourceKind Backup { get; } = ResourceKind.Kubernetes(Group, "Backup");

    /// <summary>
    /// Whether a cluster of a plan is the one that clients connect to: its step says so, or there is no other. Plans of earlier programs
    /// have no steps.
    /// </summary>
    public static bool Serves(PlannedResource cluster, Plan plan)
        => plan.Resources.Any(resource =>
                resource.Kind == "ServiceAccount" && resource.ObjectName == PostgresRollout.AccountOf(cluster.ObjectName!))
            || plan.OfKind(Cluster).Count(other => AreOfOneService(cluster, other)) == 1;

    /// <summary>Whether two clusters are of one data service.</summary>
    public static bool AreOfOneService(PlannedResource cluster, PlannedResource other)
        => cluster.Inputs.Text("metadata.namespace") == other.Inputs.Text("metadata.namespace")
            && ClusterName.ServiceOf(cluster.ObjectName!) == ClusterName.ServiceOf(other.ObjectName!);

    /// <summary>The major version of a cluster.</summary>
    public static int? MajorOf(PlannedResource cluster) => PostgresImages.MajorOf(cluster.Inputs.Text(ClusterRestarts.Image));

    /// <summary>The clusters that stay, as they are and as they become.</summary>
    public static IEnumerable<(PlannedResource Before, PlannedResource After)> KeptClusters(PlanComparison comparison)
        => comparison.Kept.Where(pair => pair.After.Is(Cluster) && pair.Before.ObjectName == pair.After.ObjectName);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ResourceKind> All { get; } = [Cluster, ObjectStore, Pooler, ScheduledBackup, Backup];

    /// <summary>The objects of a kind by what tells them from others.</summary>
    public static Dictionary<string, PlannedResource> ByIdentity(Plan plan, ResourceKind kind)
        => plan.OfKind(kind).DistinctBy(IdentityOf).ToDictionary(IdentityOf);

    /// <summary>What tells an object from others of its kind, under whatever name of the program.</summary>
    public static string IdentityOf(PlannedResource resource) => $"{resource.Inputs.Text("metadata.namespace")}/{resource.ObjectName}";
}
