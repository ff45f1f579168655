namespace Pulumi;

/// <summary>Options of the stack as a whole.</summary>
public class StackOptions
{
    /// <summary>Called before registration, for every resource of the stack.</summary>
    public List<ResourceTransformation> ResourceTransformations
    {
        get => field ??= [];
        set;
    }
}
