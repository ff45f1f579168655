using Pulumi;

namespace Infra.Kubernetes.Percona;

/// <summary>When backups are taken, and how many are kept.</summary>
internal sealed class BackupScheduleArgs : ResourceArgs
{
    /// <summary>Its name.</summary>
    [Input("name")]
    public Input<string>? Name { get; set; }

    /// <summary>Five fields; Sunday is 0.</summary>
    [Input("schedule")]
    public Input<string>? Schedule { get; set; }

    /// <summary>The storage that they go to.</summary>
    [Input("storageName")]
    public Input<string>? StorageName { get; set; }

    /// <summary>What they hold: <c>full</c>.</summary>
    [Input("type")]
    public Input<string>? Type { get; set; }

    /// <summary>The number that is kept.</summary>
    [Input("keep")]
    public Input<int>? Keep { get; set; }
}
