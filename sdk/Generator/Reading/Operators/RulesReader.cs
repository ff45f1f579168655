using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sdk.Generator.Model;

namespace Sdk.Generator.Reading.Operators;

/// <summary>
/// Reads what the API server holds a field or an object to, mostly under the names that custom resource definitions have for it.
/// </summary>
/// <param name="patterns">Regular expressions that fields refer to by name.</param>
internal sealed class RulesReader(SchemaNode? patterns)
{
    private static readonly string[] Kinds =
        ["default", "enum", "pattern", "format", "minimum", "maximum", "minLength", "maxLength", "minItems", "unique", "rules"];

    private static readonly Regex PatternName = new("^[A-Za-z]+$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The words for a field, with those that are no rules.</summary>
    public static string[] Words(params string[] others) => [.. others, .. Kinds];

    /// <summary>The rules of a field.</summary>
    public FieldRules Read(SchemaNode field, TypeRef type, bool required)
    {
        var item = Item(type);
        var (isString, isNumber, isList) = (Has(item, "string"), Has(item, "int") || Has(item, "double"), type is TypeRef.List);
        return new FieldRules
        {
            Required = required,
            Default = field.Find("default") is { } value ? ReadDefault(value, type) : null,
            Enum = Of(field, "enum", isString, "strings")?.Items().Select(static entry => entry.String()).ToEquatableArray() ?? default,
            Pattern = Of(field, "pattern", isString, "strings") is { } pattern ? ReadPattern(pattern) : null,
            Format = Of(field, "format", isString, "strings") is { } format ? ReadFormat(format) : null,
            Minimum = Of(field, "minimum", isNumber, "numbers")?.Number(),
            Maximum = Of(field, "maximum", isNumber, "numbers")?.Number(),
            MinLength = Of(field, "minLength", isString, "strings")?.Count(),
            MaxLength = Of(field, "maxLength", isString, "strings")?.Count(),
            MinItems = Of(field, "minItems", isList, "lists")?.Count(),
            UniqueBy = Of(field, "unique", isList, "lists") is { } unique ? ReadUnique(unique) : null,
            Cel = ReadCel(field),
        };
    }

    /// <summary>The rules in CEL of a field or an object.</summary>
    public static EquatableArray<CelRule> ReadCel(SchemaNode node) =>
        node.Find("rules")?.Items().Select(ReadCelRule).ToEquatableArray() ?? default;

    private static CelRule ReadCelRule(SchemaNode node)
    {
        node.AllowOnly("rule", "message", "fieldPath", "reason");
        return new CelRule(
            node.RequiredLongString("rule"),
            node.RequiredLongString("message"),
            node.Find("fieldPath")?.String(),
            node.Find("reason")?.String());
    }

    private string ReadPattern(SchemaNode node)
    {
        var text = node.LongString();
        if (PatternName.IsMatch(text))
        {
            if (patterns?.Find(text) is not { } named)
            {
                node.Fault($"'patterns' has no '{text}'.");
                return text;
            }

            (node, text) = (named, named.LongString());
        }

        try
        {
            _ = new Regex(text, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException e)
        {
            node.Fault($"this is no regular expression. {e.Message}");
        }

        return text;
    }

    private static string ReadFormat(SchemaNode node)
    {
        var text = node.String();
        if (!string.Equals(text, "date-time", StringComparison.Ordinal))
        {
            node.Fault("the only format is 'date-time'.");
        }

        return text;
    }

    private static EquatableArray<string> ReadUnique(SchemaNode node) =>
        node.Kind == JsonTokenType.True ? default : node.Items().Select(static item => item.String()).ToEquatableArray();

    private static string ReadDefault(SchemaNode node, TypeRef type)
    {
        var fits = node.Kind switch
        {
            JsonTokenType.String => Has(type, "string"),
            JsonTokenType.Number => Has(type, "double") || (Has(type, "int") && IsWhole(node.Text)),
            JsonTokenType.True or JsonTokenType.False => Has(type, "bool"),
            JsonTokenType.StartArray => type is TypeRef.List,
            JsonTokenType.StartObject => type is TypeRef.Map || IsObject(type),
            _ => false,
        };
        if (!fits)
        {
            node.Fault("this default is not a value of the field's type.");
        }

        return node.ToJson();
    }

    /// <summary>A rule of a field; a fault where the field's type cannot be held to it.</summary>
    private static SchemaNode? Of(SchemaNode field, string rule, bool applies, string values)
    {
        var node = field.Find(rule);
        if (node is not null && !applies)
        {
            node.Fault($"'{rule}' is a rule for {values}, which this field does not have.");
        }

        return applies ? node : null;
    }

    private static TypeRef Item(TypeRef type) => type switch
    {
        TypeRef.List list => Item(list.Item),
        TypeRef.Map map => Item(map.Value),
        _ => type,
    };

    private static bool IsWhole(string number) => int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static bool IsObject(TypeRef type) =>
        type is TypeRef.Named named && named.CSharp.StartsWith("global::", StringComparison.Ordinal);

    private static bool Has(TypeRef type, string keyword) => type switch
    {
        TypeRef.Named named => string.Equals(named.CSharp, keyword, StringComparison.Ordinal),
        TypeRef.Union union => Has(union.First, keyword) || Has(union.Second, keyword),
        _ => false,
    };
}
