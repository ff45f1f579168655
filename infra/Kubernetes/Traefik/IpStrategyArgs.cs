using Pulumi;

namespace Infra.Kubernetes.Traefik;

/// <summary>How a client's address is found.</summary>
internal sealed class IpStrategyArgs : ResourceArgs
{
    /// <summary>The position in X-Forwarded-For, from the right; 0 is the connection's address.</summary>
    [Input("depth")]
    public Input<int>? Depth { get; set; }
}
