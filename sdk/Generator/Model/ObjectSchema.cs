namespace Sdk.Generator.Model;

/// <summary>An object inside a custom resource.</summary>
/// <param name="Class">The argument class that is generated for it.</param>
/// <param name="Doc">What it is.</param>
/// <param name="Fields">Its fields, those of embedded types last.</param>
/// <param name="Rules">The rules that the API server holds it to as a whole.</param>
internal sealed record ObjectSchema(TypeName Class, string Doc, EquatableArray<FieldSchema> Fields, EquatableArray<CelRule> Rules);
