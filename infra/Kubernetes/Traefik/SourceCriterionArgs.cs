using Pulumi;

namespace Infra.Kubernetes.Traefik;

/// <summary>What tells clients apart.</summary>
internal sealed class SourceCriterionArgs : ResourceArgs
{
    /// <summary>Their address.</summary>
    [Input("ipStrategy")]
    public Input<IpStrategyArgs>? IpStrategy { get; set; }
}
