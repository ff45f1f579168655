namespace Sdk.Generator.Model;

/// <summary>A field of a custom resource.</summary>
/// <param name="Wire">Its name.</param>
/// <param name="Name">The C# name.</param>
/// <param name="Type">The type without its wrapper.</param>
/// <param name="Required">Whether registration fails without it.</param>
/// <param name="Doc">What it means.</param>
/// <param name="Rules">What the API server holds it to.</param>
internal sealed record FieldSchema(string Wire, string Name, TypeRef Type, bool Required, string Doc, FieldRules Rules);
