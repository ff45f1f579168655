namespace Infra.Applications.Model;

/// <summary>A volume as a container sees it.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Path">The absolute path it is mounted at.</param>
public sealed record VolumeMount(VolumeDefinition Volume, string Path)
{
    /// <summary>Whether the container may only read it. Default: false.</summary>
    public bool IsReadOnly { get; init; }
}
