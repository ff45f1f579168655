using Pulumi;

namespace Infra.Kubernetes.Traefik;

/// <summary>How requests are shared out.</summary>
internal sealed class TraefikServiceSpecArgs : ResourceArgs
{
    /// <summary>By weights.</summary>
    [Input("weighted")]
    public Input<WeightedServicesArgs>? Weighted { get; set; }
}
