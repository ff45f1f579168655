namespace Sdk.Generator.Model;

/// <summary>An argument class: a resource's own, or a nested one.</summary>
/// <param name="Class">Its name.</param>
/// <param name="Sealed">Whether the official class is sealed.</param>
/// <param name="Properties">Its inputs, in the schema's order.</param>
/// <param name="Token">
/// Of a resource whose type is only known from its arguments: the token with the wire names of these arguments in braces. The class is
/// then abstract, and they are set by its constructor alone.
/// </param>
internal sealed record ArgsSchema(TypeName Class, bool Sealed, EquatableArray<InputProperty> Properties, TokenTemplate? Token)
{
    /// <summary>The class that it derives from. Default: that of resources and of the objects within them.</summary>
    public string Base { get; init; } = "ResourceArgs";
}
