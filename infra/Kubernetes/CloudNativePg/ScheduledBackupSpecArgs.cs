using Pulumi;

namespace Infra.Kubernetes.CloudNativePg;

/// <summary>When and how base backups are taken.</summary>
internal sealed class ScheduledBackupSpecArgs : ResourceArgs
{
    /// <summary>Six fields, seconds first.</summary>
    [Input("schedule", required: true)]
    public Input<string> Schedule { get; set; } = null!;

    /// <summary>The cluster.</summary>
    [Input("cluster", required: true)]
    public Input<LocalObjectReferenceArgs> Cluster { get; set; } = null!;

    /// <summary><c>plugin</c>; the operator's default is a method it no longer recommends.</summary>
    [Input("method")]
    public Input<string>? Method { get; set; }

    /// <summary>The plugin that takes them.</summary>
    [Input("pluginConfiguration")]
    public Input<PluginConfigurationArgs>? PluginConfiguration { get; set; }

    /// <summary>The instance they are taken from: <c>prefer-standby</c> or <c>primary</c>.</summary>
    [Input("target")]
    public Input<string>? Target { get; set; }

    /// <summary>Whether the first one is taken at once.</summary>
    [Input("immediate")]
    public Input<bool>? Immediate { get; set; }

    /// <summary>Who owns the Backup objects: <c>none</c>, <c>self</c> or <c>cluster</c>.</summary>
    [Input("backupOwnerReference")]
    public Input<string>? BackupOwnerReference { get; set; }
}
