using Pulumi;

namespace Infra.Kubernetes.Prometheus;

/// <summary>An alert, and when it fires.</summary>
internal sealed class RuleArgs : ResourceArgs
{
    /// <summary>The alert's name.</summary>
    [Input("alert")]
    public Input<string>? Alert { get; set; }

    /// <summary>The condition, in PromQL.</summary>
    [Input("expr", required: true)]
    public Input<string> Expr { get; set; } = null!;

    /// <summary>How long it must hold.</summary>
    [Input("for")]
    public Input<string>? For { get; set; }

    /// <summary>Labels of the alert.</summary>
    [field: Input("labels")]
    public InputMap<string> Labels
    {
        get => field ??= [];
        set;
    }

    /// <summary>What people are told.</summary>
    [field: Input("annotations")]
    public InputMap<string> Annotations
    {
        get => field ??= [];
        set;
    }
}
