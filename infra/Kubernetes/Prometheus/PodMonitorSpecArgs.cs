using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Kubernetes.Prometheus;

/// <summary>Which pods are scraped.</summary>
internal sealed class PodMonitorSpecArgs : ResourceArgs
{
    /// <summary>The pods.</summary>
    [Input("selector", required: true)]
    public Input<LabelSelectorArgs> Selector { get; set; } = null!;

    /// <summary>Their ports.</summary>
    [field: Input("podMetricsEndpoints", required: true)]
    public InputList<MetricsEndpointArgs> PodMetricsEndpoints
    {
        get => field ??= [];
        set;
    }
}
