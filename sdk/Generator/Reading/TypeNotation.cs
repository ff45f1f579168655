using System.Text.RegularExpressions;
using Sdk.Generator.Model;

namespace Sdk.Generator.Reading;

/// <summary>
/// Parses a property's type. <c>type := item ('|' item)?</c>; <c>item := (name | 'map&lt;' type '&gt;' | '(' type ')') '[]'*</c>. A name
/// is <c>string</c>, <c>bool</c>, <c>int</c>, <c>double</c>, <c>object</c>, <c>json</c>, or that of a class in the schema.
/// </summary>
internal sealed class TypeNotation
{
    private static readonly Regex Tokens = new(@"map<|\[\]|[\w.]+|\S", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal) { "string", "bool", "int", "double", "object" };

    private readonly Queue<string> _tokens;
    private readonly Func<string, SchemaNode, TypeRef> _resolve;
    private readonly SchemaNode _node;

    private TypeNotation(string text, Func<string, SchemaNode, TypeRef> resolve, SchemaNode node)
    {
        _tokens = new Queue<string>(Tokens.Matches(text).Cast<Match>().Select(static match => match.Value));
        _resolve = resolve;
        _node = node;
    }

    /// <summary>Parses a type.</summary>
    /// <param name="text">The text, without a mark.</param>
    /// <param name="resolve">Finds the type that a name stands for.</param>
    /// <param name="marks">What may stand behind a type here.</param>
    /// <param name="node">Where it stands.</param>
    public static TypeRef Parse(string text, Func<string, SchemaNode, TypeRef> resolve, string marks, SchemaNode node)
    {
        var notation = new TypeNotation(text, resolve, node);
        var type = notation.ParseType();
        if (text.Length > 0 && (type is null || notation._tokens.Count > 0))
        {
            node.Fault($"'{text}' is not a type; types are a name, T[], map<T> and A | B, with {marks}.");
        }

        return type ?? new TypeRef.Named("object");
    }

    private TypeRef? ParseType()
    {
        var first = ParseItem();
        if (first is null || !Skip("|"))
        {
            return first;
        }

        return ParseItem() is { } second ? new TypeRef.Union(first, second) : null;
    }

    private TypeRef? ParseItem()
    {
        TypeRef? item;
        if (Skip("map<"))
        {
            item = ParseType() is { } value ? new TypeRef.Map(value) : null;
            item = Skip(">") ? item : null;
        }
        else if (Skip("("))
        {
            item = ParseType();
            item = Skip(")") ? item : null;
        }
        else
        {
            item = ParseName();
        }

        while (item is not null && Skip("[]"))
        {
            item = new TypeRef.List(item);
        }

        return item;
    }

    private TypeRef? ParseName()
    {
        if (_tokens.Count == 0 || !(char.IsLetter(_tokens.Peek()[0]) || _tokens.Peek()[0] == '_'))
        {
            return null;
        }

        var name = _tokens.Dequeue();
        return name switch
        {
            "json" => new TypeRef.Json(),
            _ when Keywords.Contains(name) => new TypeRef.Named(name),
            _ => _resolve(name, _node),
        };
    }

    private bool Skip(string token)
    {
        if (_tokens.Count == 0 || !string.Equals(_tokens.Peek(), token, StringComparison.Ordinal))
        {
            return false;
        }

        _tokens.Dequeue();
        return true;
    }
}
