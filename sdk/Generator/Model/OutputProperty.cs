namespace Sdk.Generator.Model;

/// <summary>A property of a resource, or a field of an output type.</summary>
/// <param name="Wire">The name the provider knows it by.</param>
/// <param name="Name">The C# name.</param>
/// <param name="Type">The type without its wrapper.</param>
/// <param name="Nullable">Whether the value may be null.</param>
/// <param name="Secret">Whether the engine keeps a resource's output as a secret.</param>
internal sealed record OutputProperty(string Wire, string Name, TypeRef Type, bool Nullable, bool Secret);
