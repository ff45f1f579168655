using Pulumi;

namespace Infra.Kubernetes.Traefik;

/// <summary>How a route is encrypted.</summary>
internal sealed class RouteTlsArgs : ResourceArgs
{
    /// <summary>The secret with the certificate.</summary>
    [Input("secretName")]
    public Input<string>? SecretName { get; set; }

    /// <summary>Versions and ciphers.</summary>
    [Input("options")]
    public Input<TlsOptionReferenceArgs>? Options { get; set; }
}
