namespace Pulumi;

/// <summary>What a transformation is given.</summary>
/// <param name="resource">The resource under construction.</param>
/// <param name="args">Its arguments.</param>
/// <param name="options">Its options, before anything is inherited.</param>
public readonly struct ResourceTransformationArgs(Resource resource, ResourceArgs args, ResourceOptions options)
{
    /// <summary>The resource under construction.</summary>
    public Resource Resource { get; } = resource;

    /// <summary>Its arguments.</summary>
    public ResourceArgs Args { get; } = args;

    /// <summary>Its options, before anything is inherited.</summary>
    public ResourceOptions Options { get; } = options;
}
