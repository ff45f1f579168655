namespace Sdk.Generator.Model;

/// <summary>An object inside a resource's outputs.</summary>
internal sealed record OutputType(TypeName Class, EquatableArray<OutputProperty> Fields);
