using Infra.Kubernetes;
using Infra.Settings;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Components.Data.Postgres;

/// <summary>The paths that a CloudNativePG cluster needs, and no others.</summary>
internal static class PostgresNetwork
{
    /// <summary>The port that clients and the other instances connect to.</summary>
    public const int PostgresPort = 5432;

    /// <summary>The port that Prometheus scrapes.</summary>
    public const int MetricsPort = 9187;

    /// <summary>The port on which the operator asks each instance how it is.</summary>
    public const int StatusPort = 8000;

    // The API server as pods see it: behind the service of the cluster, or directly.
    private static readonly int[] ApiServerPorts = [443, 6443];

    /// <summary>The policies, by the part that their names end in.</summary>
    public static IEnumerable<KeyValuePair<string, NetworkPolicySpecArgs>> Policies(string name, Placement placement, ObjectStorageSettings storage)
    {
        var (instances, clients) = (ClusterSpec.PodLabels(name), Labels.ClientOf(name));
        yield return KeyValuePair.Create("instances", new NetworkPolicySpecArgs
        {
            PodSelector = NetworkRules.Selecting(instances),
            PolicyTypes = { "Ingress", "Egress" },
            Ingress =
            {
                NetworkRules.From([NetworkRules.Namespace(placement.Cluster.PostgresOperatorNamespace)], StatusPort, PostgresPort),
                NetworkRules.From([NetworkRules.Pods(instances), NetworkRules.Pods(clients)], PostgresPort),
                NetworkRules.From([NetworkRules.Pods(instances)], StatusPort),
                NetworkRules.From([NetworkRules.Namespace(placement.Cluster.PrometheusNamespace)], MetricsPort),
            },
            Egress =
            {
                NetworkRules.To([NetworkRules.Pods(instances)], PostgresPort, StatusPort),
                NetworkRules.To([.. placement.Cluster.ApiServerRanges.Select(NetworkRules.Addresses)], ApiServerPorts),
                NetworkRules.To([NetworkRules.Addresses("0.0.0.0/0")], PortOf(storage)),
            },
        });
        yield return KeyValuePair.Create("clients", new NetworkPolicySpecArgs
        {
            PodSelector = NetworkRules.Selecting(clients),
            PolicyTypes = { "Egress" },
            Egress = { NetworkRules.To([NetworkRules.Pods(instances)], PostgresPort) },
        });
    }

    private static int PortOf(ObjectStorageSettings storage) => storage.Endpoint?.Port ?? 443;
}
