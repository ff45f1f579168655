using Pulumi;

namespace Infra.Kubernetes.Traefik;

/// <summary>A TLSOption.</summary>
internal sealed class TlsOptionReferenceArgs : ResourceArgs
{
    /// <summary>Its name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>Its namespace.</summary>
    [Input("namespace")]
    public Input<string>? Namespace { get; set; }
}
