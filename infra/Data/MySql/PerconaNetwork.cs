using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Settings;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Data.MySql;

/// <summary>The paths that a cluster of Percona's operator needs, and no others.</summary>
internal static class PerconaNetwork
{
    // A new member copies the data of another, asks it who belongs to the group, and talks to the group.
    private static readonly int[] BetweenInstances = [MySqlPorts.MySql, MySqlPorts.XProtocol, MySqlPorts.Group, MySqlPorts.Administration];

    private static readonly int[] FromProxies = [MySqlPorts.MySql, MySqlPorts.Administration];

    /// <summary>The policies, by the part that their names end in.</summary>
    public static IEnumerable<KeyValuePair<string, NetworkPolicySpecArgs>> Policies(
        string name,
        Placement placement,
        ObjectStorageSettings storage)
    {
        var instances = Pods(PerconaSpec.InstanceRole);
        var proxies = Pods(PerconaSpec.ProxyRole);
        var backups = Pods(PerconaSpec.BackupRole);
        var (theOperator, clients) = (
            NetworkRules.Namespace(placement.Cluster.Namespaces[MySqlService.OperatorNamespace]),
            Labels.ClientOf(name));
        yield return Policy(
            "instances",
            instances,
            [
                NetworkRules.From([theOperator], MySqlPorts.MySql, MySqlPorts.Administration, MySqlPorts.Backup),
                NetworkRules.From([NetworkRules.Pods(instances)], BetweenInstances),
                NetworkRules.From([NetworkRules.Pods(proxies)], FromProxies),
                NetworkRules.From([NetworkRules.Pods(backups)], MySqlPorts.Backup),
                NetworkRules.From([NetworkRules.Namespace(placement.Cluster.PrometheusNamespace)], MySqlPorts.Metrics),
            ],
            [NetworkRules.To([NetworkRules.Pods(instances)], BetweenInstances), ToStore()]);
        yield return Policy(
            "proxies",
            proxies,
            [NetworkRules.From([theOperator, NetworkRules.Pods(clients)], MySqlPorts.MySql)],
            [NetworkRules.To([NetworkRules.Pods(instances)], FromProxies)]);
        // They ask an instance to take a backup, and fetch or remove one themselves.
        yield return Policy("backups", backups, [], [NetworkRules.To([NetworkRules.Pods(instances)], MySqlPorts.Backup), ToStore()]);
        yield return KeyValuePair.Create("clients", new NetworkPolicySpecArgs
        {
            PodSelector = NetworkRules.Selecting(clients),
            PolicyTypes = { "Egress" },
            Egress = { NetworkRules.To([NetworkRules.Pods(proxies)], MySqlPorts.MySql) },
        });

        Dictionary<string, string> Pods(string role) => PerconaSpec.PodLabels(name, role);

        NetworkPolicyEgressRuleArgs ToStore() => NetworkRules.To([NetworkRules.Anywhere()], storage.Port);

        static KeyValuePair<string, NetworkPolicySpecArgs> Policy(
            string part,
            Dictionary<string, string> pods,
            NetworkPolicyIngressRuleArgs[] ingress,
            NetworkPolicyEgressRuleArgs[] egress)
            => KeyValuePair.Create(
                part,
                new NetworkPolicySpecArgs
                {
                    PodSelector = NetworkRules.Selecting(pods),
                    PolicyTypes = { "Ingress", "Egress" },
                    Ingress = ingress,
                    Egress = egress,
                });
    }
}
