namespace Sdk.Generator.Model;

/// <summary>A set of named strings.</summary>
internal sealed record EnumType(TypeName Class, EquatableArray<EnumMember> Members);
