using Pulumi;

namespace Infra.Kubernetes.Traefik;

/// <summary>The scheme clients are sent to.</summary>
internal sealed class RedirectSchemeArgs : ResourceArgs
{
    /// <summary>The scheme.</summary>
    [Input("scheme")]
    public Input<string>? Scheme { get; set; }

    /// <summary>Whether clients remember it.</summary>
    [Input("permanent")]
    public Input<bool>? Permanent { get; set; }
}
