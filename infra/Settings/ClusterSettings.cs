using System.Collections.Immutable;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary><c>infra:cluster</c>: the Kubernetes cluster, and what is installed in it.</summary>
public sealed record ClusterSettings
{
    /// <summary>The context of the kubeconfig; null for the current one, which some environments refuse.</summary>
    public string? Context { get; init; }

    /// <summary>The storage class of volumes; null for the cluster's default.</summary>
    public string? StorageClass { get; init; }

    /// <summary>The storage class of volumes that pods on several nodes share; null for <see cref="StorageClass"/>.</summary>
    public string? SharedStorageClass { get; init; }

    /// <summary>
    /// Whether pods that share a volume run on one node, so that any storage class will do. It is set before the volumes are made: their
    /// access mode cannot change.
    /// </summary>
    public bool SharesVolumesOnOneNode { get; init; }

    /// <summary>The PriorityClass of the application's pods and its databases'; null for the cluster's default.</summary>
    public string? PriorityClass { get; init; }

    /// <summary>The name of the ClusterIssuer that certificates come from.</summary>
    public required string Issuer { get; init; }

    /// <summary>The namespaces of what data services need in the cluster, by the key of the setting.</summary>
    public required ImmutableDictionary<string, string> Namespaces { get; init; }

    /// <summary>The namespace of Traefik.</summary>
    public required string TraefikNamespace { get; init; }

    /// <summary>The namespace of Prometheus.</summary>
    public required string PrometheusNamespace { get; init; }

    /// <summary>The namespace of KEDA, which scales workers by the length of their queues; null where the cluster has none.</summary>
    public string? KedaNamespace { get; init; }

    /// <summary>All namespaces of what is installed in the cluster.</summary>
    public IEnumerable<string> AllNamespaces
        => [.. Namespaces.Values, TraefikNamespace, PrometheusNamespace, .. new[] { KedaNamespace }.OfType<string>()];

    /// <summary>The labels by which Prometheus and Alertmanager select monitors, rules and routes.</summary>
    public required ImmutableSortedDictionary<string, string> MonitoringLabels { get; init; }

    /// <summary>The address ranges of the API server, as pods see them; none means any address.</summary>
    public required ImmutableArray<string> ApiServerRanges { get; init; }

    /// <summary>
    /// The ports of the API server: behind the service of the cluster, or directly. Most networks look at the address that is meant in the
    /// end.
    /// </summary>
    public required ImmutableArray<int> ApiServerPorts { get; init; }

    /// <summary>The address ranges of DNS servers that are not pods of kube-system.</summary>
    public required ImmutableArray<string> DnsRanges { get; init; }

    internal static ClusterSettings Read(Section section, IReadOnlyList<IDataServiceSection> services)
    {
        var namespaces = section.Child("namespaces", "The namespaces of what is installed in the cluster.");
        return new ClusterSettings
        {
            Context = section.Find(
                "context",
                SettingTypes.Text("my-cluster", "it takes the name of a kubeconfig context"),
                "Context of the kubeconfig.",
                "the current one, which stage and prod refuse"),
            StorageClass = section.Find("storageClass", SettingTypes.SubdomainName, "Storage class of volumes.", "the cluster's"),
            SharedStorageClass = section.Find(
                "sharedStorageClass",
                SettingTypes.SubdomainName,
                "Storage class of volumes that pods on several nodes share (ReadWriteMany).",
                "storageClass"),
            SharesVolumesOnOneNode = section.Get(
                "sharesVolumesOnOneNode",
                SettingTypes.Boolean,
                false,
                "Whether pods that share a volume run on one node, so that any storage class will do (ReadWriteOnce). For new stacks "
                    + "of one replica each: a volume that is there would be replaced."),
            PriorityClass = section.Find(
                "priorityClass",
                SettingTypes.SubdomainName,
                "PriorityClass of the application's pods and its databases', which must exist.",
                "the cluster's default"),
            Issuer = section.Get(
                "issuer",
                SettingTypes.SubdomainName,
                "letsencrypt-prod",
                "Name of the ClusterIssuer that certificates come from."),
            Namespaces = services
                .SelectMany(service => service.Namespaces)
                .ToImmutableDictionary(
                    one => one.Key,
                    one => namespaces.Get(one.Key, SettingTypes.ObjectName, one.Default, one.Meaning)),
            TraefikNamespace = namespaces.Get("traefik", SettingTypes.ObjectName, "traefik", "Namespace of Traefik."),
            PrometheusNamespace = namespaces.Get("prometheus", SettingTypes.ObjectName, "monitoring", "Namespace of Prometheus."),
            KedaNamespace = namespaces.Find(
                "keda",
                SettingTypes.ObjectName,
                "Namespace of KEDA, which scales workers by the length of their queues.",
                "none, CPU and memory scale them"),
            MonitoringLabels = section.Map(
                "monitoringLabels",
                SettingTypes.LabelName,
                SettingTypes.LabelValue,
                ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("release", "kube-prometheus-stack"),
                "Labels by which Prometheus and Alertmanager select monitors, rules and routes."),
            ApiServerRanges = section.List(
                "apiServerRanges",
                SettingTypes.AddressRange,
                ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"],
                "Address ranges of the API server, as pods see them: the database's instances talk to it. "
                    + "An empty list means any address."),
            ApiServerPorts = ReadApiServerPorts(section),
            DnsRanges = ReadDnsRanges(section),
        };
    }

    private static ImmutableArray<int> ReadApiServerPorts(Section section)
        => section.List(
            "apiServerPorts",
            SettingTypes.Integer(1, 65_535),
            [443, 6443],
            "Ports of the API server: that of its service, and the one that it listens on.");

    // The address that the cache on each node has by default (https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/).
    private static ImmutableArray<string> ReadDnsRanges(Section section)
        => section.List(
            "dnsRanges",
            SettingTypes.AddressRange,
            ["169.254.20.10/32"],
            "Address ranges of DNS servers outside kube-system. "
                + "A DNS cache on the nodes may need the address of the service kube-dns.");
}
