using Pulumi;

namespace Infra.Kubernetes.Traefik;

/// <summary>Versions and ciphers of TLS. See <see href="https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/tls/tlsoption/"/>.</summary>
internal sealed class TlsOptionArgs() : OperatorResourceArgs("traefik.io/v1alpha1", "TLSOption")
{
    /// <summary>Which ones.</summary>
    [Input("spec", required: true)]
    public Input<TlsOptionSpecArgs> Spec { get; set; } = null!;
}
