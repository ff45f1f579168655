using Pulumi;

namespace Infra.Kubernetes.BarmanCloud;

/// <summary>Where backups go, how, and for how long they are kept.</summary>
internal sealed class ObjectStoreSpecArgs : ResourceArgs
{
    /// <summary>Where and how.</summary>
    [Input("configuration", required: true)]
    public Input<ObjectStoreConfigurationArgs> Configuration { get; set; } = null!;

    /// <summary>The recovery window: a number and <c>d</c>, <c>w</c> or <c>m</c>.</summary>
    [Input("retentionPolicy")]
    public Input<string>? RetentionPolicy { get; set; }

    /// <summary>The container beside each instance that does the work.</summary>
    [Input("instanceSidecarConfiguration")]
    public Input<SidecarConfigurationArgs>? InstanceSidecarConfiguration { get; set; }
}
