using Pulumi;

namespace Infra.Kubernetes.CertManager;

/// <summary>The key of a certificate.</summary>
internal sealed class PrivateKeyArgs : ResourceArgs
{
    /// <summary><c>ECDSA</c> or <c>RSA</c>.</summary>
    [Input("algorithm")]
    public Input<string>? Algorithm { get; set; }

    /// <summary>Its size in bits.</summary>
    [Input("size")]
    public Input<int>? Size { get; set; }

    /// <summary><c>Always</c>: a new one at each renewal.</summary>
    [Input("rotationPolicy")]
    public Input<string>? RotationPolicy { get; set; }
}
