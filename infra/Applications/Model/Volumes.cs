using Infra.Values;

namespace Infra.Applications.Model;

/// <summary>A volume that outlives the pods that mount it.</summary>
/// <param name="Name">The name: lower-case letters, digits and '-'.</param>
/// <param name="Size">Its size, from 1Mi to 64Ti. It can grow, not shrink.</param>
public sealed record VolumeDefinition(string Name, Quantity Size)
{
    /// <summary>
    /// Whether pods on different nodes mount it at once (ReadWriteMany), which takes a storage class that can. Default: false, so that one
    /// workload with one replica mounts it (ReadWriteOnce).
    /// </summary>
    public bool IsShared { get; init; }

    /// <summary>Whether what is in it cannot be made or fetched again, so that it is backed up. Default: false.</summary>
    public bool IsPrecious { get; init; }
}

/// <summary>A volume as a container sees it.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Path">The absolute path it is mounted at.</param>
public sealed record VolumeMount(VolumeDefinition Volume, string Path)
{
    /// <summary>Whether the container may only read it. Default: false.</summary>
    public bool IsReadOnly { get; init; }
}
