namespace Sdk.Generator.Model;

/// <summary>A type token that is completed from arguments, such as <c>kubernetes:{apiVersion}:{kind}</c>.</summary>
/// <param name="Text">The token, with the wire names in braces.</param>
/// <param name="Arguments">These wire names, in order.</param>
internal sealed record TokenTemplate(string Text, EquatableArray<string> Arguments);
