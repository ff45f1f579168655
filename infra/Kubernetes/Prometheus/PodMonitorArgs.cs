using Pulumi;

namespace Infra.Kubernetes.Prometheus;

/// <summary>Pods that Prometheus scrapes. See <see href="https://prometheus-operator.dev/docs/api-reference/api/"/>.</summary>
internal sealed class PodMonitorArgs() : OperatorResourceArgs("monitoring.coreos.com/v1", "PodMonitor")
{
    /// <summary>Which pods, and how.</summary>
    [Input("spec", required: true)]
    public Input<PodMonitorSpecArgs> Spec { get; set; } = null!;
}
