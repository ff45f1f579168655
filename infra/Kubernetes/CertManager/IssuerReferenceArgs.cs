using Pulumi;

namespace Infra.Kubernetes.CertManager;

/// <summary>Who signs a certificate.</summary>
internal sealed class IssuerReferenceArgs : ResourceArgs
{
    /// <summary>The issuer's name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary><c>ClusterIssuer</c> or <c>Issuer</c>.</summary>
    [Input("kind")]
    public Input<string>? Kind { get; set; }

    /// <summary><c>cert-manager.io</c>.</summary>
    [Input("group")]
    public Input<string>? Group { get; set; }
}
