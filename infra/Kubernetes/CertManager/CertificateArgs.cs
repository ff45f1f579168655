using Pulumi;

namespace Infra.Kubernetes.CertManager;

/// <summary>A certificate that cert-manager gets and renews. See <see href="https://cert-manager.io/docs/reference/api-docs/"/>.</summary>
internal sealed class CertificateArgs() : OperatorResourceArgs("cert-manager.io/v1", "Certificate")
{
    /// <summary>For which hosts, and from whom.</summary>
    [Input("spec", required: true)]
    public Input<CertificateSpecArgs> Spec { get; set; } = null!;
}
