using Pulumi;

namespace Infra.Kubernetes.Prometheus;

/// <summary>A port that is scraped.</summary>
internal sealed class MetricsEndpointArgs : ResourceArgs
{
    /// <summary>The port's name.</summary>
    [Input("port")]
    public Input<string>? Port { get; set; }

    /// <summary>The path. Default: <c>/metrics</c>.</summary>
    [Input("path")]
    public Input<string>? Path { get; set; }

    /// <summary>How often. Default: as Prometheus is set up.</summary>
    [Input("interval")]
    public Input<string>? Interval { get; set; }

    /// <summary>What the scrape proves itself with.</summary>
    [Input("authorization")]
    public Input<AuthorizationArgs>? Authorization { get; set; }
}
