using Pulumi;

namespace Infra.Kubernetes.Prometheus;

/// <summary>Rules in groups.</summary>
internal sealed class PrometheusRuleSpecArgs : ResourceArgs
{
    /// <summary>The groups.</summary>
    [field: Input("groups")]
    public InputList<RuleGroupArgs> Groups
    {
        get => field ??= [];
        set;
    }
}
