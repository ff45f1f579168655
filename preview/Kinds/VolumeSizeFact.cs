namespace StackPreview.Kinds;

/// <summary>The size of a volume.</summary>
/// <param name="Path">Where it stands.</param>
public sealed record VolumeSizeFact(string Path)
{
    /// <summary>Whether volumes are made once, so that a new size is only for new ones. Default: they grow with it.</summary>
    public bool IsForNewOnes { get; init; }
}
