namespace StackPreview.Kinds;

/// <summary>An image, or a version, that matters to the data.</summary>
/// <param name="Path">Where it stands.</param>
public sealed record VersionFact(string Path)
{
    /// <summary>
    /// Whether any repository there is of one product, so that versions compare across them. Default: those of another repository say
    /// nothing.
    /// </summary>
    public bool IsOneProduct { get; init; }

    /// <summary>Whether the version stands alone there, such as <c>18.1</c>. Default: it is the tag of an image.</summary>
    public bool IsVersionAlone { get; init; }

    /// <summary>Whether it is down while its files are upgraded to a newer major version. Default: it is not.</summary>
    public bool IsDownForUpgrade { get; init; }
}
