namespace Pulumi;

/// <summary>A file that is sent with the arguments of a resource.</summary>
public abstract class Asset : AssetOrArchive
{
    private protected Asset(string form, object content)
        : base(isArchive: false, form, content)
    {
    }
}
