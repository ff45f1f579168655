namespace Pulumi;

/// <summary>A resource that a provider deploys.</summary>
public class CustomResource : Resource
{
    /// <summary>Declares the resource.</summary>
    /// <param name="type">The type token, such as <c>kubernetes:core/v1:Secret</c>.</param>
    /// <param name="name">The name, unique among resources of the type.</param>
    /// <param name="args">What to deploy.</param>
    /// <param name="options">How to deploy it.</param>
    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : base(type, name, custom: true, args ?? ResourceArgs.Empty, options ?? new CustomResourceOptions())
    {
    }

    /// <summary>The provider's name for the real resource.</summary>
    [Output("id")]
    public Output<string> Id { get; private protected set; } = null!;
}
