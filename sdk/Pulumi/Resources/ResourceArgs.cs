namespace Pulumi;

/// <summary>The base of the argument classes of resources and of the objects within them.</summary>
public abstract class ResourceArgs : InputArgs
{
    /// <summary>No arguments.</summary>
    public static readonly ResourceArgs Empty = new EmptyArgs();

    /// <summary>Makes an argument class without values.</summary>
    protected ResourceArgs() { }

    private sealed class EmptyArgs : ResourceArgs;
}
