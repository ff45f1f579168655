using Infra.Kubernetes;
using Infra.Kubernetes.CloudNativePg;
using Infra.Settings;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Components.Data.Postgres;

/// <summary>The paths that a CloudNativePG cluster needs, and no others.</summary>
internal static class PostgresNetwork
{
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
                NetworkRules.From([NetworkRules.Namespace(placement.Cluster.PostgresOperatorNamespace)], InstancePorts.Status, InstancePorts.Postgres),
                NetworkRules.From([NetworkRules.Pods(instances), NetworkRules.Pods(clients)], InstancePorts.Postgres),
                NetworkRules.From([NetworkRules.Pods(instances)], InstancePorts.Status),
                NetworkRules.From([NetworkRules.Namespace(placement.Cluster.PrometheusNamespace)], InstancePorts.Metrics),
            },
            Egress =
            {
                NetworkRules.To([NetworkRules.Pods(instances)], InstancePorts.Postgres, InstancePorts.Status),
                NetworkRules.To([.. placement.Cluster.ApiServerRanges.Select(NetworkRules.Addresses)], [.. ApiServer.Ports]),
                NetworkRules.To([NetworkRules.Addresses("0.0.0.0/0")], PortOf(storage)),
            },
        });
        yield return KeyValuePair.Create("clients", new NetworkPolicySpecArgs
        {
            PodSelector = NetworkRules.Selecting(clients),
            PolicyTypes = { "Egress" },
            Egress = { NetworkRules.To([NetworkRules.Pods(instances)], InstancePorts.Postgres) },
        });
    }

    private static int PortOf(ObjectStorageSettings storage) => storage.Endpoint?.Port ?? 443;
}
