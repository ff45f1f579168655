using Pulumi;

namespace Infra.Kubernetes.Traefik;

/// <summary>Requests from outside, and where they go. See <see href="https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/"/>.</summary>
internal sealed class IngressRouteArgs() : OperatorResourceArgs("traefik.io/v1alpha1", "IngressRoute")
{
    /// <summary>Which, and where to.</summary>
    [Input("spec", required: true)]
    public Input<IngressRouteSpecArgs> Spec { get; set; } = null!;
}
