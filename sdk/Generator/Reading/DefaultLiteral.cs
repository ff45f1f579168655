using System.Text.Json;
using Microsoft.CodeAnalysis.CSharp;
using Sdk.Generator.Model;

namespace Sdk.Generator.Reading;

/// <summary>Turns the default a schema states into the C# expression for it.</summary>
internal static class DefaultLiteral
{
    public static string? Read(SchemaNode node, TypeRef type, DeclaredTypes types)
    {
        var expression = node.Kind switch
        {
            JsonTokenType.String when types.EnumOf(type) is { } values => EnumValue(values, node.String()),
            JsonTokenType.String when Accepts(type, "string") => SymbolDisplay.FormatLiteral(node.Text, quote: true),
            JsonTokenType.Number when Accepts(type, "int") || Accepts(type, "double") => node.Text,
            JsonTokenType.True when Accepts(type, "bool") => "true",
            JsonTokenType.False when Accepts(type, "bool") => "false",
            _ => null,
        };
        if (expression is null)
        {
            node.Fault("this default is not a value of the property's type.");
        }

        return expression;
    }

    private static string? EnumValue(EnumType type, string value) =>
        type.Members.FirstOrDefault(member => string.Equals(member.Value, value, StringComparison.Ordinal)) is { } member
            ? $"{type.Class.Global}.{member.Name}"
            : null;

    private static bool Accepts(TypeRef type, string keyword) => type switch
    {
        TypeRef.Named named => string.Equals(named.CSharp, keyword, StringComparison.Ordinal),
        TypeRef.Union union => Accepts(union.First, keyword) || Accepts(union.Second, keyword),
        _ => false,
    };
}
