using Pulumi;

namespace Infra.Kubernetes.Prometheus;

/// <summary>A Slack channel.</summary>
internal sealed class SlackConfigArgs : ResourceArgs
{
    /// <summary>The webhook's address.</summary>
    [Input("apiURL")]
    public Input<SecretKeyReferenceArgs>? ApiURL { get; set; }

    /// <summary>The channel.</summary>
    [Input("channel")]
    public Input<string>? Channel { get; set; }

    /// <summary>Whether it is told when an alert is over.</summary>
    [Input("sendResolved")]
    public Input<bool>? SendResolved { get; set; }

    /// <summary>The message's title, a template.</summary>
    [Input("title")]
    public Input<string>? Title { get; set; }

    /// <summary>The message's text, a template.</summary>
    [Input("text")]
    public Input<string>? Text { get; set; }

    /// <summary>The bar beside the message, a template.</summary>
    [Input("color")]
    public Input<string>? Color { get; set; }
}
