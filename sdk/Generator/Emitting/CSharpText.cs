using Microsoft.CodeAnalysis.CSharp;
using Sdk.Generator.Model;

namespace Sdk.Generator.Emitting;

/// <summary>
/// Spells types, literals and identifiers. Types are rooted: the generated namespaces lie inside <c>Pulumi</c> and reuse its names.
/// </summary>
internal static class CSharpText
{
    private const string Immutable = "global::System.Collections.Immutable";

    /// <summary>The type of an input. A bare <c>object</c> has no wrapper: it stands for one of three or more types.</summary>
    public static string Input(TypeRef type) => type switch
    {
        TypeRef.List list => $"global::Pulumi.InputList<{Value(list.Item)}>",
        TypeRef.Map map => $"global::Pulumi.InputMap<{Value(map.Value)}>",
        TypeRef.Union union => $"global::Pulumi.InputUnion<{Value(union.First)}, {Value(union.Second)}>",
        TypeRef.Json => "global::Pulumi.InputJson",
        TypeRef.Named { CSharp: "object" } => "object",
        _ => $"global::Pulumi.Input<{Value(type)}>",
    };

    /// <summary>The type of a value: inside an output, and nested inside an input.</summary>
    public static string Value(TypeRef type) => type switch
    {
        TypeRef.List list => $"{Immutable}.ImmutableArray<{Value(list.Item)}>",
        TypeRef.Map map => $"{Immutable}.ImmutableDictionary<string, {Value(map.Value)}>",
        TypeRef.Union union => $"global::Pulumi.Union<{Value(union.First)}, {Value(union.Second)}>",
        TypeRef.Json => "global::System.Text.Json.JsonElement",
        TypeRef.Named named => named.CSharp,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static string Value(OutputProperty property) => Value(property.Type) + (property.Nullable ? "?" : "");

    public static string Literal(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
