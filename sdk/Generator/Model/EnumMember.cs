namespace Sdk.Generator.Model;

/// <summary>One of the strings of an <see cref="EnumType"/>.</summary>
/// <param name="Name">Its C# name.</param>
/// <param name="Value">The string that is sent.</param>
internal sealed record EnumMember(string Name, string Value);
