using Infra.Backups;
using Infra.Kubernetes;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Data.Postgres;

/// <summary>The paths that a CloudNativePG cluster needs, and no others.</summary>
internal static class PostgresNetwork
{
    /// <summary>The policies, by the part that their names end in.</summary>
    public static IEnumerable<KeyValuePair<string, NetworkPolicySpecArgs>> Policies(
        string name,
        DataServiceArgs<PostgresNeed, PostgresSettings> args)
    {
        var placement = args.Placement;
        var instances = ClusterSpec.PodLabels(name);
        var clients = Labels.ClientOf(name);
        var servers = new NetworkPolicySpecArgs
        {
            PodSelector = NetworkRules.Selecting(instances),
            PolicyTypes = { "Ingress", "Egress" },
            Ingress =
            {
                NetworkRules.From(
                    [NetworkRules.Namespace(placement.Cluster.Namespaces[PostgresService.OperatorNamespace])],
                    PostgresPorts.Status,
                    PostgresPorts.Postgres),
                NetworkRules.From([NetworkRules.Pods(instances), NetworkRules.Pods(clients)], PostgresPorts.Postgres),
                NetworkRules.From([NetworkRules.Pods(instances)], PostgresPorts.Status),
                NetworkRules.From([NetworkRules.Namespace(placement.Cluster.PrometheusNamespace)], PostgresPorts.Metrics),
            },
            Egress =
            {
                NetworkRules.To([NetworkRules.Pods(instances)], PostgresPorts.Postgres, PostgresPorts.Status),
                ApiServer.Egress(placement.Cluster),
            },
        };
        servers.Egress.AddRange(ObjectStorage.Egress(args.ObjectStorage!).ToArray());
        yield return KeyValuePair.Create("instances", servers);
        yield return KeyValuePair.Create("clients", new NetworkPolicySpecArgs
        {
            PodSelector = NetworkRules.Selecting(clients),
            PolicyTypes = { "Egress" },
            Egress = { NetworkRules.To([NetworkRules.Pods(instances)], PostgresPorts.Postgres) },
        });
        if (args.Settings.Import is { } import)
            yield return KeyValuePair.Create("import", Import(name, import));
    }

    // The path to the server that data comes from, for the pod that imports it (pkg/specs/jobs.go of CloudNativePG 1.30).
    private static NetworkPolicySpecArgs Import(string name, PostgresImport import) => new()
    {
        PodSelector = NetworkRules.Selecting(new(ClusterSpec.PodLabels(name)) { ["cnpg.io/jobRole"] = "import" }),
        PolicyTypes = { "Egress" },
        Egress = { NetworkRules.To([.. import.Addresses.Select(NetworkRules.Addresses)], import.Port) },
    };
}
