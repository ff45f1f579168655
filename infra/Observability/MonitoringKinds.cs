using StackPreview.Kinds;

namespace Infra.Observability;

/// <summary>The facts of the kinds of the Prometheus operator.</summary>
internal static class MonitoringKinds
{
    private const string Group = "monitoring.coreos.com";

    /// <summary>Which pods are scraped.</summary>
    public static ResourceKind PodMonitor { get; } = ResourceKind.Kubernetes($"{Group}/v1", "PodMonitor") with
    {
        Selector = new("spec.selector"),
        References = [new("credentials", ReferenceFact.Secret), new("secret", ReferenceFact.Secret)],
    };

    /// <summary>Alerts.</summary>
    public static ResourceKind PrometheusRule { get; } = ResourceKind.Kubernetes($"{Group}/v1", "PrometheusRule");

    /// <summary>Who is told of alerts.</summary>
    public static ResourceKind AlertmanagerConfig { get; } = ResourceKind.Kubernetes($"{Group}/v1alpha1", "AlertmanagerConfig") with
    {
        References = [new("apiURL", ReferenceFact.Secret), new("credentials", ReferenceFact.Secret)],
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ResourceKind> All { get; } = [PodMonitor, PrometheusRule, AlertmanagerConfig];
}
