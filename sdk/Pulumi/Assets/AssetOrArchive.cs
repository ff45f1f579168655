namespace Pulumi;

/// <summary>A file, or a folder of files, that is sent with the arguments of a resource.</summary>
public abstract class AssetOrArchive
{
    private protected AssetOrArchive(bool isArchive, string form, object content)
        => (IsArchive, Form, Content) = (isArchive, form, content);

    /// <summary>Whether it holds several files.</summary>
    internal bool IsArchive { get; }

    /// <summary>What the content is: <c>text</c>, <c>path</c>, <c>uri</c> or <c>assets</c>.</summary>
    internal string Form { get; }

    /// <summary>A text, or a dictionary of assets and archives.</summary>
    internal object Content { get; }
}
