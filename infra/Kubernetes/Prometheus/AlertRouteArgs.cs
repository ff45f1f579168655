using Pulumi;

namespace Infra.Kubernetes.Prometheus;

/// <summary>Alerts that go to a receiver.</summary>
internal sealed class AlertRouteArgs : ResourceArgs
{
    /// <summary>The receiver's name.</summary>
    [Input("receiver")]
    public Input<string>? Receiver { get; set; }

    /// <summary>The labels whose values make one message.</summary>
    [field: Input("groupBy")]
    public InputList<string> GroupBy
    {
        get => field ??= [];
        set;
    }

    /// <summary>How long the first message of a group waits for more.</summary>
    [Input("groupWait")]
    public Input<string>? GroupWait { get; set; }

    /// <summary>How long the next one waits.</summary>
    [Input("groupInterval")]
    public Input<string>? GroupInterval { get; set; }

    /// <summary>After what time an alert that still fires is sent again.</summary>
    [Input("repeatInterval")]
    public Input<string>? RepeatInterval { get; set; }

    /// <summary>The alerts that take this route. Default: all.</summary>
    [field: Input("matchers")]
    public InputList<MatcherArgs> Matchers
    {
        get => field ??= [];
        set;
    }

    /// <summary>Routes for some of the alerts.</summary>
    [field: Input("routes")]
    public InputList<AlertRouteArgs> Routes
    {
        get => field ??= [];
        set;
    }
}
