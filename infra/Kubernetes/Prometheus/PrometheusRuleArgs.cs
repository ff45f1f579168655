using Pulumi;

namespace Infra.Kubernetes.Prometheus;

/// <summary>Alerting rules. See <see href="https://prometheus-operator.dev/docs/api-reference/api/"/>.</summary>
internal sealed class PrometheusRuleArgs() : OperatorResourceArgs("monitoring.coreos.com/v1", "PrometheusRule")
{
    /// <summary>The rules.</summary>
    [Input("spec", required: true)]
    public Input<PrometheusRuleSpecArgs> Spec { get; set; } = null!;
}
