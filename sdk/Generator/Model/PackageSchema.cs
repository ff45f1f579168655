namespace Sdk.Generator.Model;

/// <summary>All a typed package declares, with every name resolved.</summary>
/// <param name="Package">The package's name in tokens, such as <c>kubernetes</c>.</param>
/// <param name="Version">The version of the provider plugin that the resources ask the engine for.</param>
/// <param name="Namespace">The package's root namespace.</param>
/// <param name="Resources">The resources and, among them, the provider.</param>
/// <param name="Functions">The functions.</param>
/// <param name="InputTypes">Nested argument classes.</param>
/// <param name="OutputTypes">Objects inside outputs.</param>
/// <param name="Enums">Enumerations.</param>
internal sealed record PackageSchema(
    string Package,
    string Version,
    string Namespace,
    EquatableArray<ResourceSchema> Resources,
    EquatableArray<FunctionSchema> Functions,
    EquatableArray<ArgsSchema> InputTypes,
    EquatableArray<OutputType> OutputTypes,
    EquatableArray<EnumType> Enums);
