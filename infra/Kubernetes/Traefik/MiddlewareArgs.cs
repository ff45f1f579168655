using Pulumi;

namespace Infra.Kubernetes.Traefik;

/// <summary>What requests pass through on their way. See <see href="https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/overview/"/>.</summary>
internal sealed class MiddlewareArgs() : OperatorResourceArgs("traefik.io/v1alpha1", "Middleware")
{
    /// <summary>Exactly one of its kinds.</summary>
    [Input("spec", required: true)]
    public Input<MiddlewareSpecArgs> Spec { get; set; } = null!;
}
