using Pulumi;

namespace Infra.Kubernetes.Traefik;

/// <summary>Shares requests out among services. See <see href="https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/traefikservice/"/>.</summary>
internal sealed class TraefikServiceArgs() : OperatorResourceArgs("traefik.io/v1alpha1", "TraefikService")
{
    /// <summary>How.</summary>
    [Input("spec", required: true)]
    public Input<TraefikServiceSpecArgs> Spec { get; set; } = null!;
}
