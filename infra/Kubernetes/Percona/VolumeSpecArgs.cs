using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Kubernetes.Percona;

/// <summary>The volume of an instance.</summary>
internal sealed class VolumeSpecArgs : ResourceArgs
{
    /// <summary>The claim.</summary>
    [Input("persistentVolumeClaim")]
    public Input<PersistentVolumeClaimSpecArgs>? PersistentVolumeClaim { get; set; }
}
