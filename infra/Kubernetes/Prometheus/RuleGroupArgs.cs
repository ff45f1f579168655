using Pulumi;

namespace Infra.Kubernetes.Prometheus;

/// <summary>Rules that are evaluated together.</summary>
internal sealed class RuleGroupArgs : ResourceArgs
{
    /// <summary>Its name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>The rules.</summary>
    [field: Input("rules")]
    public InputList<RuleArgs> Rules
    {
        get => field ??= [];
        set;
    }
}
