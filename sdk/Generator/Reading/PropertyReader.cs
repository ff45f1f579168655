using Microsoft.CodeAnalysis.CSharp;
using Sdk.Generator.Model;

namespace Sdk.Generator.Reading;

/// <summary>
/// Reads properties: the wire name, and a type, or an object with a type where more must be said.
/// </summary>
internal sealed class PropertyReader(DeclaredTypes types)
{
    private const char RequiredMark = '!';
    private const char NullableMark = '?';

    public EquatableArray<InputProperty> ReadInputs(SchemaNode node) =>
        node.Members().Select(member => ReadInput(member.Key, member.Value)).ToEquatableArray();

    public EquatableArray<OutputProperty> ReadOutputs(SchemaNode node, params string[] details) =>
        node.Members().Select(member => ReadOutput(member.Key, member.Value, details)).ToEquatableArray();

    /// <summary>The type of an input, and whether it is required.</summary>
    public static (TypeRef Type, bool Required) ReadInputType(SchemaNode node, Func<string, SchemaNode, TypeRef> resolve)
    {
        var (text, required) = TakeMark(TypeText(node), RequiredMark);
        return (TypeNotation.Parse(text, resolve, "! after a required one", node), required);
    }

    private InputProperty ReadInput(string wire, SchemaNode node)
    {
        var details = Details(node, "type", "csharp", "secret", "json", "env", "default");
        var (type, required) = ReadInputType(node, (name, at) => types.Resolve(name, input: true, at));
        return new InputProperty(
            wire,
            ReadName(wire, node),
            type,
            required,
            Secret: details?.Find("secret")?.Boolean() ?? false,
            Json: details?.Find("json")?.Boolean() ?? false,
            details is null ? null : ReadDefault(details, type));
    }

    private OutputProperty ReadOutput(string wire, SchemaNode node, string[] allowed)
    {
        var details = Details(node, ["type", "csharp", .. allowed]);
        var (text, nullable) = TakeMark(TypeText(node), NullableMark);
        return new OutputProperty(
            wire,
            ReadName(wire, node),
            TypeNotation.Parse(text, (name, at) => types.Resolve(name, input: false, at), "? after one that may be null", node),
            nullable,
            Secret: details?.Find("secret")?.Boolean() ?? false);
    }

    private DefaultValue? ReadDefault(SchemaNode details, TypeRef type)
    {
        var variables = details.Find("env") is { } env ? env.Items().Select(static item => item.String()).ToEquatableArray() : default;
        var literal = details.Find("default") is { } node ? DefaultLiteral.Read(node, type, types) : null;
        if (variables.Count > 0 && type is not TypeRef.Named { CSharp: "string" or "bool" or "int" or "double" })
        {
            details.Fault("only a string, bool, int or double can come from the environment.");
        }

        return variables.Count == 0 && literal is null ? null : new DefaultValue(variables, literal);
    }

    private static SchemaNode? Details(SchemaNode node, params string[] allowed)
    {
        if (!node.IsObject)
        {
            return null;
        }

        node.AllowOnly(allowed);
        return node;
    }

    private static string TypeText(SchemaNode node) => node.IsObject ? node.Required("type") : node.String();

    private static (string Text, bool Marked) TakeMark(string text, char mark) =>
        text.Length > 0 && text[text.Length - 1] == mark ? (text.Substring(0, text.Length - 1), true) : (text, false);

    /// <summary>The official rule: the wire name with an upper-case first letter. Exceptions are stated.</summary>
    public static string ReadName(string wire, SchemaNode node)
    {
        var name = node.IsObject && node.Find("csharp") is { } stated ? stated.String() : UpperFirst(wire);
        if (!SyntaxFacts.IsValidIdentifier(wire) || !SyntaxFacts.IsValidIdentifier(name))
        {
            node.Fault("its wire name and its C# name must be C# identifiers.");
        }

        return name;
    }

    private static string UpperFirst(string wire) => wire.Length == 0 ? wire : char.ToUpperInvariant(wire[0]) + wire.Substring(1);
}
