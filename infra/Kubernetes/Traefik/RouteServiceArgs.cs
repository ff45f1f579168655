using Pulumi;

namespace Infra.Kubernetes.Traefik;

/// <summary>A service that requests go to.</summary>
internal sealed class RouteServiceArgs : ResourceArgs
{
    /// <summary>Its name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>Its port.</summary>
    [Input("port")]
    public Input<int>? Port { get; set; }
}
