namespace Sdk.Generator.Model;

/// <summary>The value a property of a new argument class has: the first environment variable that is set, else the literal.</summary>
/// <param name="Variables">Names of environment variables, in order of preference.</param>
/// <param name="Literal">A C# expression, or null.</param>
internal sealed record DefaultValue(EquatableArray<string> Variables, string? Literal);
