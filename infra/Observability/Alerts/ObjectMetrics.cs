namespace Infra.Observability.Alerts;

/// <summary>Alerts on what kube-state-metrics tells of objects (https://github.com/kubernetes/kube-state-metrics).</summary>
internal static class ObjectMetrics
{
    // Every cluster has Deployments, the one of kube-state-metrics among them.
    private const string Silent = "absent(kube_deployment_created)";

    /// <summary>
    /// The condition that of some series none is above 0, or none is there. While kube-state-metrics tells nothing at all, it does not
    /// hold: that is no outage of what it tells of.
    /// </summary>
    /// <param name="series">The series, of a metric of kube-state-metrics.</param>
    public static string NoneIsAboveZero(string series) => $"absent({series} > 0) unless on () {Silent}";

    /// <summary>The alert on its silence, in the place of all that it keeps quiet.</summary>
    public static AlertRule Silence() => new(
        "KubeStateMetricsSilent",
        Silent,
        TimeSpan.FromMinutes(15),
        Severity.Critical,
        "Nothing is known of the objects of the cluster, so that no alert tells of workloads that are down and of jobs that fail.",
        "Look at the pods of kube-state-metrics and at Prometheus' targets.",
        "kube-state-metrics-silent");
}
