using Pulumi;

namespace Infra.Kubernetes.Percona;

/// <summary>Whether volumes grow.</summary>
internal sealed class StorageScalingArgs : ResourceArgs
{
    /// <summary>Whether the operator makes volumes larger when their size is raised here.</summary>
    [Input("enableVolumeScaling")]
    public Input<bool>? EnableVolumeScaling { get; set; }
}
