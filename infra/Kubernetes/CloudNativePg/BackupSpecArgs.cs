using Pulumi;

namespace Infra.Kubernetes.CloudNativePg;

/// <summary>Of what, and how, a base backup is taken.</summary>
internal sealed class BackupSpecArgs : ResourceArgs
{
    /// <summary>The cluster.</summary>
    [Input("cluster", required: true)]
    public Input<LocalObjectReferenceArgs> Cluster { get; set; } = null!;

    /// <summary><c>plugin</c>; the operator's default is a method it no longer recommends.</summary>
    [Input("method")]
    public Input<string>? Method { get; set; }

    /// <summary>The plugin that takes it.</summary>
    [Input("pluginConfiguration")]
    public Input<PluginConfigurationArgs>? PluginConfiguration { get; set; }

    /// <summary>The instance it is taken from: <c>prefer-standby</c> or <c>primary</c>.</summary>
    [Input("target")]
    public Input<string>? Target { get; set; }
}
