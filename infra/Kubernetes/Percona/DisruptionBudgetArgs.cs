using Pulumi;

namespace Infra.Kubernetes.Percona;

/// <summary>A budget for the draining of nodes.</summary>
internal sealed class DisruptionBudgetArgs : ResourceArgs
{
    /// <summary>The number of pods that may be unavailable at a time.</summary>
    [Input("maxUnavailable")]
    public Input<int>? MaxUnavailable { get; set; }
}
