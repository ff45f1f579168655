using Pulumi;

namespace Infra.Kubernetes.Prometheus;

/// <summary>A label that alerts must have.</summary>
internal sealed class MatcherArgs : ResourceArgs
{
    /// <summary>The label.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>Its value.</summary>
    [Input("value")]
    public Input<string>? Value { get; set; }

    /// <summary><c>=</c>, <c>!=</c>, <c>=~</c> or <c>!~</c>.</summary>
    [Input("matchType")]
    public Input<string>? MatchType { get; set; }
}
