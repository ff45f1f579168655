using Pulumi;

namespace Infra.Kubernetes.CertManager;

/// <summary>A certificate's hosts and issuer.</summary>
internal sealed class CertificateSpecArgs : ResourceArgs
{
    /// <summary>The secret it is put into.</summary>
    [Input("secretName", required: true)]
    public Input<string> SecretName { get; set; } = null!;

    /// <summary>The hosts.</summary>
    [field: Input("dnsNames")]
    public InputList<string> DnsNames
    {
        get => field ??= [];
        set;
    }

    /// <summary>Who signs it.</summary>
    [Input("issuerRef", required: true)]
    public Input<IssuerReferenceArgs> IssuerRef { get; set; } = null!;

    /// <summary>The share of its life, in percent, that is left when it is renewed.</summary>
    [Input("renewBeforePercentage")]
    public Input<int>? RenewBeforePercentage { get; set; }

    /// <summary>Its key.</summary>
    [Input("privateKey")]
    public Input<PrivateKeyArgs>? PrivateKey { get; set; }
}
