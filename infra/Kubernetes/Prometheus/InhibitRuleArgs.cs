using Pulumi;

namespace Infra.Kubernetes.Prometheus;

/// <summary>An alert that silences others.</summary>
internal sealed class InhibitRuleArgs : ResourceArgs
{
    /// <summary>The alert.</summary>
    [field: Input("sourceMatch")]
    public InputList<MatcherArgs> SourceMatch
    {
        get => field ??= [];
        set;
    }

    /// <summary>Those it silences.</summary>
    [field: Input("targetMatch")]
    public InputList<MatcherArgs> TargetMatch
    {
        get => field ??= [];
        set;
    }

    /// <summary>The labels that both must share.</summary>
    [field: Input("equal")]
    public InputList<string> Equal
    {
        get => field ??= [];
        set;
    }
}
