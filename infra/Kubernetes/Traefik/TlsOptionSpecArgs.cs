using Pulumi;

namespace Infra.Kubernetes.Traefik;

/// <summary>Versions and ciphers of TLS.</summary>
internal sealed class TlsOptionSpecArgs : ResourceArgs
{
    /// <summary>The oldest version, such as <c>VersionTLS12</c>.</summary>
    [Input("minVersion")]
    public Input<string>? MinVersion { get; set; }

    /// <summary>Whether a connection must name a host that there is a certificate for.</summary>
    [Input("sniStrict")]
    public Input<bool>? SniStrict { get; set; }

    /// <summary>The ciphers of TLS 1.2; those of 1.3 cannot be chosen.</summary>
    [field: Input("cipherSuites")]
    public InputList<string> CipherSuites
    {
        get => field ??= [];
        set;
    }
}
