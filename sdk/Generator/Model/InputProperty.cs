namespace Sdk.Generator.Model;

/// <summary>A property of an argument class.</summary>
/// <param name="Wire">The name the provider knows it by.</param>
/// <param name="Name">The C# name.</param>
/// <param name="Type">The type without its wrapper.</param>
/// <param name="Required">Whether registration fails without it.</param>
/// <param name="Secret">Whether an assigned value becomes a secret.</param>
/// <param name="Json">Whether it is sent as a JSON string, as arguments of providers are.</param>
/// <param name="Default">What a new instance starts with.</param>
internal sealed record InputProperty(string Wire, string Name, TypeRef Type, bool Required, bool Secret, bool Json, DefaultValue? Default);
