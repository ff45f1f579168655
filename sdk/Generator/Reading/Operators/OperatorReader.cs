using Microsoft.CodeAnalysis.CSharp;
using Sdk.Generator.Model;

namespace Sdk.Generator.Reading.Operators;

/// <summary>
/// Reads the source of an operator: its custom resources with their documentation and their rules. sdk/README.md describes it.
/// </summary>
internal sealed class OperatorReader
{
    private const string VersionMark = "{version}";

    private readonly SchemaNode _root;
    private readonly OperatorTypes _types;
    private readonly FieldReader _fields;

    private OperatorReader(SchemaNode root)
    {
        _root = root;
        _root.AllowOnly("operator", "version", "origin", "namespace", "patterns", "kinds", "types");
        _types = new OperatorTypes(root.Required("namespace"));
        _fields = new FieldReader(_types, new RulesReader(root.Find("patterns")));
    }

    /// <summary>Reads a source.</summary>
    /// <param name="file">Its path, for faults.</param>
    /// <param name="text">Its JSON.</param>
    public static OperatorReading Read(string file, string text)
    {
        var faults = new FaultList(file);
        if (SchemaParser.Parse(text, faults) is not { } root)
        {
            return new OperatorReading(null, faults.ToEquatableArray(), default);
        }

        var reader = new OperatorReader(root);
        var schema = reader.ReadOperator();
        return new OperatorReading(faults.Any ? null : schema, faults.ToEquatableArray(), reader._types.OfKubernetes);
    }

    private OperatorSchema ReadOperator()
    {
        foreach (var entry in Entries("types"))
        {
            if (!SyntaxFacts.IsValidIdentifier(entry.Key))
            {
                entry.Value.Fault($"'{entry.Key}' is not the name of a C# class.");
            }

            _types.Declare(entry.Key, entry.Value);
        }

        var version = _root.Required("version");
        var kinds = Entries("kinds").Select(entry => ReadKind(entry.Key, entry.Value)).ToEquatableArray();
        return new OperatorSchema(
            _root.Required("operator"),
            version,
            ReadOrigin(version),
            _root.Required("namespace"),
            kinds,
            ReadTypes());
    }

    /// <summary>The version stands in the source once, so that a new one is one changed line.</summary>
    private string ReadOrigin(string version)
    {
        var origin = _root.Required("origin");
        if (_root.Find("origin") is { } node && !origin.Contains(VersionMark))
        {
            node.Fault($"it must be an address with '{VersionMark}' in it.");
        }

        return origin.Replace(VersionMark, version);
    }

    private CustomResourceKind ReadKind(string name, SchemaNode node)
    {
        node.AllowOnly("doc", "documentation", "spec");
        var colon = name.LastIndexOf(':');
        var (apiVersion, kind) = colon < 0 ? ("", name) : (name.Substring(0, colon), name.Substring(colon + 1));
        if (!apiVersion.Contains('/') || !SyntaxFacts.IsValidIdentifier(kind))
        {
            node.Fault($"'{name}' is not an API version and a kind, such as example.com/v1:Example.");
        }

        return new CustomResourceKind(apiVersion, kind, node.RequiredDoc(), node.Required("documentation"), _fields.ReadSpec(node));
    }

    /// <summary>
    /// Types that fields refer to become classes; those that others only embed do not. What nothing refers to is a mistake: a type that
    /// was forgotten, or whose name is misspelt elsewhere.
    /// </summary>
    private EquatableArray<ObjectSchema> ReadTypes()
    {
        var embedded = new HashSet<string>(StringComparer.Ordinal);
        var all = Entries("types").Select(entry => (entry.Key, entry.Value, Type: ReadType(entry.Key, entry.Value, embedded))).ToList();
        foreach (var (name, node, _) in all.Where(entry => !_types.Used.Contains(entry.Key) && !embedded.Contains(entry.Key)))
        {
            node.Fault($"no field is of the type '{name}', and none embeds it.");
        }

        return all.Where(entry => _types.Used.Contains(entry.Key)).Select(static entry => entry.Type).ToEquatableArray();
    }

    private ObjectSchema ReadType(string name, SchemaNode node, HashSet<string> embedded)
    {
        node.AllowOnly("doc", "embeds", "rules", "fields");
        var fields = new List<FieldSchema>();
        var rules = new List<CelRule>();
        Take(node, fields, rules, embedded, depth: 0);
        return new ObjectSchema(_types.ClassOf(name), node.RequiredDoc(), fields.ToEquatableArray(), rules.ToEquatableArray());
    }

    private void Take(SchemaNode node, List<FieldSchema> fields, List<CelRule> rules, HashSet<string> embedded, int depth)
    {
        const int Deepest = 8;
        if (depth > Deepest)
        {
            node.Fault("it embeds itself.");
            return;
        }

        foreach (var member in node.Find("fields")?.Members() ?? [])
        {
            if (fields.Exists(field => string.Equals(field.Wire, member.Key, StringComparison.Ordinal)))
            {
                member.Value.Fault("a type that embeds this one has a field of the same name.");
            }

            fields.Add(_fields.Read(member.Key, member.Value));
        }

        rules.AddRange(RulesReader.ReadCel(node));
        foreach (var item in node.Find("embeds")?.Items() ?? [])
        {
            embedded.Add(item.String());
            if (_types.Find(item.String(), item) is { } type)
            {
                Take(type, fields, rules, embedded, depth + 1);
            }
        }
    }

    private IReadOnlyList<KeyValuePair<string, SchemaNode>> Entries(string section)
    {
        if (_root.Find(section) is { } node)
        {
            return node.Members();
        }

        _root.Fault($"'{section}' is missing.");
        return [];
    }
}
