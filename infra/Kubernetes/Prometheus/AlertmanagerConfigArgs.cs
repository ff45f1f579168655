using Pulumi;

namespace Infra.Kubernetes.Prometheus;

/// <summary>Where the alerts of a namespace go. See <see href="https://prometheus-operator.dev/docs/api-reference/api/"/>.</summary>
internal sealed class AlertmanagerConfigArgs() : OperatorResourceArgs("monitoring.coreos.com/v1alpha1", "AlertmanagerConfig")
{
    /// <summary>Routes and receivers.</summary>
    [Input("spec", required: true)]
    public Input<AlertmanagerConfigSpecArgs> Spec { get; set; } = null!;
}
