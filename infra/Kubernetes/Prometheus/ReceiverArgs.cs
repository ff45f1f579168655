using Pulumi;

namespace Infra.Kubernetes.Prometheus;

/// <summary>Where alerts go.</summary>
internal sealed class ReceiverArgs : ResourceArgs
{
    /// <summary>Its name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>Slack channels.</summary>
    [field: Input("slackConfigs")]
    public InputList<SlackConfigArgs> SlackConfigs
    {
        get => field ??= [];
        set;
    }
}
