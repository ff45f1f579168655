using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Kubernetes.Percona;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using StackPreview.Plans;
using PodAffinityArgs = Infra.Kubernetes.Percona.PodAffinityArgs;

namespace Infra.Data.MySql;

/// <summary>What a cluster of Percona's operator is made of, and what the operator makes of it.</summary>
internal static class PerconaSpec
{
    /// <summary>The part of the pods that hold the data.</summary>
    public const string InstanceRole = "instance";

    /// <summary>The part of the pods that clients connect to.</summary>
    public const string ProxyRole = "proxy";

    /// <summary>The part of the pods that take backups and restore them.</summary>
    public const string BackupRole = "backup";

    private const string CaCertificate = "ca.crt";
    private const int Proxies = 2;

    // The user of all images of the operator.
    private const int UserId = 1001;

    // Through them the operator, the proxies and the instances find each other.
    private static readonly string[] InternalServices = ["mysql", "mysql-primary", "mysql-proxy", "mysql-unready"];

    /// <summary>The labels of the pods of a part. They are ours, so that nothing depends on what the operator calls them.</summary>
    public static Dictionary<string, string> PodLabels(string name, string role) => new() { [$"{name}-{role}"] = "true" };

    /// <summary>The service that clients connect to.</summary>
    public static string Service(string name) => $"{name}-haproxy";

    /// <summary>The secret with the certificate authority of the servers.</summary>
    public static string CaSecret(string name) => $"{name}-ssl";

    /// <summary>The cluster.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="args">Its size and its backups.</param>
    /// <param name="accounts">The secret with the password of the exporter's user.</param>
    public static PerconaServerMySQLSpecArgs Of(string name, DataServiceArgs<MySqlNeed, MySqlSettings> args, Input<string> accounts)
        => new()
        {
            CrVersion = PerconaOperator.Version,
            SecretsName = PerconaUsers.SecretOf(name),
            SslSecretName = CaSecret(name),
            UpdateStrategy = "SmartUpdate",
            UpgradeOptions = new UpgradeOptionsArgs { Apply = "disabled" },
            StorageScaling = new StorageScalingSpecArgs { EnableVolumeScaling = true },
            // The operator's certificates are for the instances alone; clients connect to the proxies, which pass the server's on.
            Tls = new TLSSpecArgs
            {
                SANs = { Service(name), $"{Service(name)}.{args.Placement.Namespace}", $"{Service(name)}.{args.Placement.Namespace}.svc" },
            },
            Mysql = Instances(name, args, accounts),
            // The operator's validation rules read the router's key, and take one that is missing for an error.
            Proxy = new ProxySpecArgs { Haproxy = Haproxy(name, args.Placement), Router = new MySQLRouterSpecArgs { Enabled = false } },
            Backup = PerconaBackups.Of(name, args),
        };

    /// <summary>The objects that the operator creates, as far as others refer to them.</summary>
    public static IReadOnlyList<OperatorObject> Creates(string name, MySqlSettings settings) =>
        [
            new OperatorObject("Secret", CaSecret(name)) { Keys = [CaCertificate, "tls.crt", "tls.key"] },
            new OperatorObject("Service", Service(name)) { Ports = [new OperatorPort("mysql", MySqlPorts.MySql)] },
            .. InternalServices.Select(part => new OperatorObject("Service", $"{name}-{part}")
            {
                Ports = [new OperatorPort("mysql", MySqlPorts.MySql)],
            }),
            .. Enumerable
                .Range(0, settings.Instances)
                .Select(number => new OperatorObject("Pod", $"{name}-mysql-{number}")
                {
                    Labels = PodLabels(name, InstanceRole),
                    Ports =
                    [
                        new OperatorPort("mysql", MySqlPorts.MySql),
                        new OperatorPort("mysqlx", MySqlPorts.XProtocol),
                        new OperatorPort("mysql-gr", MySqlPorts.Group),
                        new OperatorPort("mysql-admin", MySqlPorts.Administration),
                        new OperatorPort("http", MySqlPorts.Backup),
                        new OperatorPort(MySqlExporter.PortName, MySqlPorts.Metrics),
                    ],
                }),
            .. Enumerable
                .Range(0, Proxies)
                .Select(number => new OperatorObject("Pod", $"{Service(name)}-{number}")
                {
                    Labels = PodLabels(name, ProxyRole),
                    Ports = [new OperatorPort("mysql", MySqlPorts.MySql)],
                }),
            new OperatorObject("Pod", $"xb-{PerconaBackups.NameOf(name)}") { Labels = PodLabels(name, BackupRole) },
        ];

    /// <summary>The security context of the operator's pods.</summary>
    public static PodSecurityContextArgs PodSecurity() => PodDefaults.PodSecurity(UserId);

    /// <summary>
    /// The security context of the operator's containers. Their entrypoints write configuration below /etc and /tmp, so that the root is
    /// not read-only.
    /// </summary>
    public static SecurityContextArgs ContainerSecurity()
    {
        var security = PodDefaults.ContainerSecurity();
        security.ReadOnlyRootFilesystem = null;
        return security;
    }

    private static MySQLSpecArgs Instances(string name, DataServiceArgs<MySqlNeed, MySqlSettings> args, Input<string> accounts)
    {
        var settings = args.Settings;
        var placement = args.Placement;
        var pods = new MySQLSpecArgs
        {
            ClusterType = "group-replication",
            Size = settings.Instances,
            Image = MySqlImages.PerconaServer,
            Labels = PodLabels(name, InstanceRole),
            Configuration = MySqlConfiguration.OfGroup(settings),
            GracePeriod = 600,
            Resources = PodDefaults.Resources(settings.Cpu, PodDefaults.DatabaseCpuLimit(settings.Cpu), settings.Memory, "1Gi"),
            Affinity = Apart(placement),
            PriorityClassName = placement.Cluster.PriorityClass!,
            VolumeSpec = new VolumeSpecArgs
            {
                PersistentVolumeClaim = new PersistentVolumeClaimSpecArgs
                {
                    AccessModes = { "ReadWriteOnce" },
                    StorageClassName = placement.Cluster.StorageClass!,
                    Resources = new VolumeResourceRequirementsArgs { Requests = { ["storage"] = settings.Storage.Canonical } },
                },
            },
            PodSecurityContext = PodSecurity(),
            ContainerSecurityContext = ContainerSecurity(),
            Sidecars = { MySqlExporter.Container(accounts, "--collect.perf_schema.replication_group_members") },
        };
        if (placement.Environment.SurvivesNodeLoss)
            pods.PodDisruptionBudget = new PodDisruptionBudgetSpecArgs { MaxUnavailable = 1 };
        return pods;
    }

    private static HAProxySpecArgs Haproxy(string name, Placement placement)
    {
        var proxies = new HAProxySpecArgs
        {
            Enabled = true,
            Size = Proxies,
            Image = MySqlImages.Haproxy,
            Labels = PodLabels(name, ProxyRole),
            Resources = PodDefaults.Resources("100m", "1", "256Mi", "256Mi"),
            SidecarResources = { ["mysql-monit"] = PodDefaults.Resources("20m", "200m", "128Mi", "128Mi") },
            Affinity = Apart(placement),
            PriorityClassName = placement.Cluster.PriorityClass!,
            PodSecurityContext = PodSecurity(),
            ContainerSecurityContext = ContainerSecurity(),
        };
        if (placement.Environment.SurvivesNodeLoss)
            proxies.PodDisruptionBudget = new PodDisruptionBudgetSpecArgs { MaxUnavailable = 1 };
        return proxies;
    }

    // A rule, not a wish: the operator knows no other.
    private static PodAffinityArgs Apart(Placement placement)
        => new() { AntiAffinityTopologyKey = placement.Environment.SurvivesNodeLoss ? "kubernetes.io/hostname" : "none" };
}
