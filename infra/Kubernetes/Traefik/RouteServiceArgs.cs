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

    /// <summary><c>Service</c> or <c>TraefikService</c>. Default: <c>Service</c>.</summary>
    [Input("kind")]
    public Input<string>? Kind { get; set; }

    /// <summary>Its share of the requests, where there are others: its weight of all weights.</summary>
    [Input("weight")]
    public Input<int>? Weight { get; set; }
}
