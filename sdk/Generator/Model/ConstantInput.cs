namespace Sdk.Generator.Model;

/// <summary>An input whose only value is known from the resource's type, such as <c>kind</c>.</summary>
/// <param name="Name">The C# name of the input.</param>
/// <param name="Value">Its value.</param>
internal sealed record ConstantInput(string Name, string Value);
