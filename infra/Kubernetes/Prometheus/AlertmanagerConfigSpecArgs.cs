using Pulumi;

namespace Infra.Kubernetes.Prometheus;

/// <summary>Routes and receivers.</summary>
internal sealed class AlertmanagerConfigSpecArgs : ResourceArgs
{
    /// <summary>The first route.</summary>
    [Input("route")]
    public Input<AlertRouteArgs>? Route { get; set; }

    /// <summary>The receivers.</summary>
    [field: Input("receivers")]
    public InputList<ReceiverArgs> Receivers
    {
        get => field ??= [];
        set;
    }

    /// <summary>Alerts that silence others.</summary>
    [field: Input("inhibitRules")]
    public InputList<InhibitRuleArgs> InhibitRules
    {
        get => field ??= [];
        set;
    }
}
