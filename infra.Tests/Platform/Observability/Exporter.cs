namespace Infra.Tests.Platform.Observability;

/// <summary>
/// Series as they arrive from what is scraped: with all the labels that the Prometheus operator's targets add, which an expression must
/// get along with.
/// </summary>
internal static class Exporter
{
    /// <summary>The namespace of the stack whose alerts are tested.</summary>
    public const string Namespace = "reference-prod";

    /// <summary>A series of a pod that a PodMonitor of the stack selects.</summary>
    /// <param name="monitor">The monitor.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="labels">The labels that the exporter itself gives.</param>
    public static string OfPod(string monitor, string pod, string metric, params (string Name, string Value)[] labels)
        => Series(
            metric,
            [
                ("namespace", Namespace),
                ("job", $"{Namespace}/{monitor}"),
                ("pod", pod),
                ("container", "server"),
                ("endpoint", "metrics"),
                ("instance", $"{pod}:9999"),
                .. labels,
            ]);

    /// <summary>A series of kube-state-metrics about an object of the namespace.</summary>
    public static string OfObject(string metric, params (string Name, string Value)[] labels)
        => Series(
            metric,
            [
                ("namespace", Namespace),
                ("job", "kube-state-metrics"),
                ("endpoint", "http"),
                ("instance", "10.0.1.1:8080"),
                ("service", "kube-state-metrics"),
                .. labels,
            ]);

    /// <summary>Series of kube-state-metrics about the Deployment of somebody else's, as there are in every cluster.</summary>
    public static (string Name, string Samples) OfAnotherDeployment(string samples)
    {
        const string Name = "kube-state-metrics";
        return (Series("kube_deployment_created", [("namespace", "monitoring"), ("job", Name), ("deployment", Name)]), samples);
    }

    /// <summary>
    /// A series of the kubelet about a container. One that was restarted has several for a while, each with an id of its own.
    /// </summary>
    public static string OfContainer(string metric, string pod, string container, string id = "1")
        => Series(
            metric,
            [
                ("namespace", Namespace),
                ("job", "kubelet"),
                ("metrics_path", "/metrics/cadvisor"),
                ("instance", "192.168.0.1:10250"),
                ("node", "node-1"),
                ("pod", pod),
                ("container", container),
                ("id", $"/kubepods/{pod}/{id}"),
                ("name", id),
                ("image", container.Length > 0 ? "registry.example.com/reference" : ""),
            ]);

    /// <summary>A series of the kubelet about a volume.</summary>
    public static string OfVolume(string metric, string claim)
        => Series(
            metric,
            [
                ("namespace", Namespace),
                ("job", "kubelet"),
                ("metrics_path", "/metrics"),
                ("instance", "192.168.0.1:10250"),
                ("node", "node-1"),
                ("persistentvolumeclaim", claim),
            ]);

    /// <summary>
    /// A series of Traefik, which is scraped in its own namespace and names a service after its route. The label gives way to the one of a
    /// ServiceMonitor; a PodMonitor has none.
    /// </summary>
    public static string OfTraefik(
        string metric,
        string route,
        (string Name, string Value) label,
        string pod = "traefik-1",
        string ns = Namespace,
        bool isHonoured = true
    ) =>
        Series(
            metric,
            [
                ("namespace", "traefik"),
                ("job", "traefik"),
                ("pod", pod),
                ("instance", $"{pod}:9100"),
                ("protocol", "http"),
                ("method", "GET"),
                label,
                .. isHonoured
                    ? new[] { ("service", ServiceOf(ns, route)) }
                    : [("service", "traefik"), ("exported_service", ServiceOf(ns, route))],
            ]);

    /// <summary>A series of one of Traefik's routers, which have metrics where it runs with addRoutersLabels.</summary>
    public static string OfTraefikRouter(string route, string code, string ns)
        => Series(
            "traefik_router_requests_total",
            [
                ("namespace", "traefik"),
                ("pod", "traefik-1"),
                ("method", "GET"),
                ("code", code),
                ("service", "traefik"),
                ("router", ServiceOf(ns, route)),
            ]);

    /// <summary>A series of cert-manager, whose label gives way to the scrape's, unless the scrape honours it.</summary>
    public static string OfCertificate(string certificate, bool isHonoured)
        => Series(
            "certmanager_certificate_expiration_timestamp_seconds",
            [
                .. isHonoured ? new[] { ("namespace", Namespace) } : [("namespace", "cert-manager"), ("exported_namespace", Namespace)],
                ("job", "cert-manager"),
                ("pod", "cert-manager-1"),
                ("name", certificate),
                ("issuer_name", "letsencrypt"),
                ("issuer_kind", "ClusterIssuer"),
                ("issuer_group", "cert-manager.io"),
            ]);

    private static string ServiceOf(string ns, string route) => $"{ns}-{route}-0123456789abcdef0123@kubernetescrd";

    private static string Series(string metric, IEnumerable<(string Name, string Value)> labels)
        => $"{metric}{{{string.Join(',', labels.Select(label => $"{label.Name}=\"{label.Value}\""))}}}";
}
