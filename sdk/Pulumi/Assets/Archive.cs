namespace Pulumi;

/// <summary>Files that are sent together with the arguments of a resource.</summary>
public abstract class Archive : AssetOrArchive
{
    private protected Archive(string form, object content)
        : base(isArchive: true, form, content)
    {
    }
}
