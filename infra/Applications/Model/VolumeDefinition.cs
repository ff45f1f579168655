namespace Infra.Applications.Model;

/// <summary>A volume that outlives the pods that mount it.</summary>
/// <param name="Name">The name: lower-case letters, digits and '-'.</param>
/// <param name="Size">Its size, as a Kubernetes quantity. It can grow, not shrink.</param>
public sealed record VolumeDefinition(string Name, string Size)
{
    /// <summary>
    /// Whether pods on different nodes mount it at once (ReadWriteMany), which takes a storage class that can. Default: false, so that one workload
    /// with one replica mounts it (ReadWriteOnce).
    /// </summary>
    public bool IsShared { get; init; }
}
