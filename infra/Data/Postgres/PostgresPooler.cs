using Infra.Applications.Model;
using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Kubernetes.CloudNativePg;
using Infra.Observability;
using Pulumi;
using Pulumi.Kubernetes.Policy.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Policy.V1;
using StackPreview.Plans;
using ClusterReferenceArgs = Infra.Kubernetes.CloudNativePg.LocalObjectReferenceArgs;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Data.Postgres;

/// <summary>
/// PgBouncer before the primary, for what runs all the time: many clients share few connections, one for the length of each transaction.
/// Its clients reach the servers no other way; jobs, which may need a session, connect directly.
/// </summary>
internal static class PostgresPooler
{
    private const string NameLabel = "cnpg.io/poolerName";

    // Above those that a client prepares; each connection to a server keeps what was prepared on it.
    private const string PreparedStatements = "200";

    /// <summary>The name of a cluster's pooler.</summary>
    public static string NameOf(string cluster) => $"{cluster}-pooler";

    /// <summary>The names of its host, by which clients verify the server's certificate that it shows.</summary>
    public static string[] HostsOf(string cluster, string ns)
        => [NameOf(cluster), $"{NameOf(cluster)}.{ns}", HostOf(cluster, ns)];

    /// <summary>The name that its metrics are scraped under.</summary>
    public static string MonitorOf(string service) => $"{service}-pooler";

    /// <summary>Where its metrics are.</summary>
    /// <param name="service">The data service.</param>
    /// <param name="cluster">The cluster.</param>
    public static ScrapeTarget ScrapeTargetOf(string service, string cluster)
        => new(MonitorOf(service), PodLabels(cluster), "metrics", PostgresPorts.PoolerMetrics);

    /// <summary>Whether a workload goes through a pooler for a variable, where there is one.</summary>
    public static bool IsPooled(WorkloadDefinition workload, ConnectionVariable variable)
        => workload is LongRunningDefinition && variable is PostgresVariable { IsDirect: false, Part: not PostgresPart.ReadOnlyUrl };

    /// <summary>Declares the pooler, and gives the connection through it; null where the settings ask for none.</summary>
    /// <param name="args">What is declared.</param>
    /// <param name="direct">The connection without it.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public static PostgresConnection? Declare(
        DataServiceArgs<PostgresNeed, PostgresSettings> args,
        PostgresConnection direct,
        string cluster,
        Resource parent)
    {
        var settings = args.Settings.Pooler;
        if (!settings.IsEnabled)
            return null;
        var placement = args.Placement;
        var name = NameOf(cluster);
        var policies = DataPolicies.Declare(name, Policies(cluster, placement), placement, parent);
        var metadata = placement.Metadata(name);
        metadata.Annotations = new InputMap<string> { [PulumiAnnotations.WaitFor] = "jsonpath={.status.phase}=active" };
        var pooler = new CustomResource(
            name,
            new PoolerArgs { Metadata = metadata, Spec = SpecOf(cluster, settings, placement), Creates = Creates(cluster, settings) },
            placement.ChildOf(parent, [direct.Ready, .. policies]));
        if (placement.Environment.SurvivesNodeLoss && settings.Instances > 1)
        {
            _ = new PodDisruptionBudget(
                $"{name}-budget",
                new PodDisruptionBudgetArgs
                {
                    Metadata = placement.Metadata(name),
                    Spec = DisruptionBudget.OneAtATime(PodLabels(cluster)),
                },
                placement.ChildOf(parent));
        }

        return direct with
        {
            Host = HostOf(cluster, placement.Namespace),
            ClientLabels = Labels.ClientOf(name),
            Ready = pooler,
        };
    }

    private static string HostOf(string cluster, string ns) => $"{NameOf(cluster)}.{ns}.svc";

    private static Dictionary<string, string> PodLabels(string cluster)
        => new(ClusterSpec.PodLabels(cluster)) { [NameLabel] = NameOf(cluster) };

    private static PoolerSpecArgs SpecOf(string cluster, PoolerSettings settings, Placement placement) => new()
    {
        Cluster = new ClusterReferenceArgs { Name = cluster },
        Instances = settings.Instances,
        Type = "rw",
        Pgbouncer = new PgBouncerSpecArgs
        {
            Image = PostgresImages.PgBouncer,
            PoolMode = "transaction",
            // https://www.pgbouncer.org/config.html
            Parameters =
            {
                ["client_tls_sslmode"] = "require",
                ["default_pool_size"] = $"{settings.PoolSize}",
                ["max_client_conn"] = $"{settings.MaxClientConnections}",
                ["max_prepared_statements"] = PreparedStatements,
                ["server_tls_sslmode"] = "verify-ca",
            },
        },
        Template = new PodTemplateSpecArgs
        {
            Spec = new PodSpecArgs
            {
                PriorityClassName = placement.Cluster.PriorityClass!,
                TopologySpreadConstraints = PodDefaults.SpreadOverNodes(PodLabels(cluster)),
                Containers =
                {
                    // The operator says the rest of it.
                    new ContainerArgs { Name = "pgbouncer", Resources = PodDefaults.Resources("50m", "1", "128Mi", "64Mi") },
                },
            },
        },
    };

    private static OperatorObject[] Creates(string cluster, PoolerSettings settings) =>
        [
            new OperatorObject("Service", NameOf(cluster)) { Ports = [new OperatorPort("pgbouncer", PostgresPorts.Postgres)] },
            .. Enumerable
                .Range(1, settings.Instances)
                .Select(number => new OperatorObject("Pod", $"{NameOf(cluster)}-{number}")
                {
                    Labels = PodLabels(cluster),
                    Ports =
                    [
                        new OperatorPort("pgbouncer", PostgresPorts.Postgres),
                        new OperatorPort("metrics", PostgresPorts.PoolerMetrics),
                    ],
                }),
        ];

    // The policies of the instances hold for its pods as well, which bear their label.
    private static IEnumerable<KeyValuePair<string, NetworkPolicySpecArgs>> Policies(string cluster, Placement placement)
    {
        var clients = Labels.ClientOf(NameOf(cluster));
        var pods = PodLabels(cluster);
        yield return KeyValuePair.Create("instances", new NetworkPolicySpecArgs
        {
            PodSelector = NetworkRules.Selecting(pods),
            PolicyTypes = { "Ingress", "Egress" },
            Ingress =
            {
                NetworkRules.From([NetworkRules.Pods(clients)], PostgresPorts.Postgres),
                NetworkRules.From([NetworkRules.Namespace(placement.Cluster.PrometheusNamespace)], PostgresPorts.PoolerMetrics),
            },
            Egress =
            {
                NetworkRules.To([NetworkRules.Pods(ClusterSpec.InstanceLabels(cluster))], PostgresPorts.Postgres),
                ApiServer.Egress(placement.Cluster),
            },
        });
        yield return KeyValuePair.Create("clients", new NetworkPolicySpecArgs
        {
            PodSelector = NetworkRules.Selecting(clients),
            PolicyTypes = { "Egress" },
            Egress = { NetworkRules.To([NetworkRules.Pods(pods)], PostgresPorts.Postgres) },
        });
    }
}
