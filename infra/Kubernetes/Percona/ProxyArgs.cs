using Pulumi;

namespace Infra.Kubernetes.Percona;

/// <summary>What clients connect to.</summary>
internal sealed class ProxyArgs : ResourceArgs
{
    /// <summary>HAProxy, which leads to the primary.</summary>
    [Input("haproxy")]
    public Input<HaproxyArgs>? Haproxy { get; set; }
}
