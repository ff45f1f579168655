using Microsoft.CodeAnalysis.CSharp;
using Sdk.Generator.Model;

namespace Sdk.Generator.Reading;

/// <summary>
/// Reads a schema file in two passes: first the names of all classes, then the properties, whose types refer to them. The format is
/// described in sdk/README.md.
/// </summary>
internal sealed class SchemaReader
{
    // The official names of what a function takes as outputs, and of what it returns.
    private const string ArgsEnding = "InvokeArgs";
    private const string ResultEnding = "Result";

    private readonly SchemaNode _root;
    private readonly string _namespace;
    private readonly bool _argsSealed;
    private readonly DeclaredTypes _types = new();
    private readonly PropertyReader _properties;

    private SchemaReader(SchemaNode root)
    {
        _root = root;
        _root.AllowOnly("package", "version", "namespace", "argsSealed", "resources", "functions", "inputTypes", "outputTypes", "enums");
        _namespace = root.Required("namespace");
        _argsSealed = root.Find("argsSealed")?.Boolean() ?? true;
        _properties = new PropertyReader(_types);
    }

    public static SchemaReading Read(string file, string text)
    {
        var faults = new FaultList(file);
        var root = SchemaParser.Parse(text, faults);
        var schema = root is null ? null : new SchemaReader(root).ReadPackage();
        return new SchemaReading(faults.Any ? null : schema, faults.ToEquatableArray());
    }

    private PackageSchema ReadPackage()
    {
        DeclareNames();
        var resources = new ResourceReader(_namespace, _argsSealed, _properties);
        return new PackageSchema(
            _root.Required("package"),
            _root.Required("version"),
            _namespace,
            Entries("resources").Select(entry => resources.Read(entry.Key, entry.Value)).ToEquatableArray(),
            Entries("functions").Select(ReadFunction).ToEquatableArray(),
            Entries("inputTypes").Select(ReadInputType).ToEquatableArray(),
            Entries("outputTypes").Select(ReadOutputType).ToEquatableArray(),
            Entries("enums").Select(ReadEnum).ToEquatableArray());
    }

    private void DeclareNames()
    {
        foreach (var entry in Entries("resources").Where(static entry => entry.Value.Find("class") is not null))
        {
            _types.AddResource(DeclaredTypes.ReadName(_namespace, entry.Value.Required("class"), entry.Value), entry.Value);
            _types.AddInput(ResourceReader.ArgsName(_namespace, entry.Value), entry.Value);
        }

        foreach (var entry in Entries("functions"))
        {
            var name = entry.Value.Required("class");
            _types.AddResource(DeclaredTypes.ReadName(_namespace, name, entry.Value), entry.Value);
            _types.AddInput(DeclaredTypes.ReadName(_namespace, name + ArgsEnding, entry.Value), entry.Value);
            _types.AddOutput(DeclaredTypes.ReadName(_namespace, name + ResultEnding, entry.Value), entry.Value);
        }

        foreach (var entry in Entries("inputTypes"))
        {
            _types.AddInput(DeclaredTypes.ReadName(_namespace, entry.Key, entry.Value), entry.Value);
        }

        foreach (var entry in Entries("outputTypes"))
        {
            _types.AddOutput(DeclaredTypes.ReadName(_namespace, entry.Key, entry.Value), entry.Value);
        }

        foreach (var entry in Entries("enums"))
        {
            _types.AddEnum(ReadEnum(entry), entry.Value);
        }
    }

    private FunctionSchema ReadFunction(KeyValuePair<string, SchemaNode> entry)
    {
        var node = entry.Value;
        node.AllowOnly("class", "inputs", "outputs");
        var name = node.Required("class");
        var inputs = node.Find("inputs") is { } given ? _properties.ReadInputs(given) : default;
        var outputs = node.Find("outputs") is { } returned ? _properties.ReadOutputs(returned) : default;
        return new FunctionSchema(
            entry.Key,
            TypeName.Parse($"{_namespace}.{name}"),
            new ArgsSchema(TypeName.Parse($"{_namespace}.{name}{ArgsEnding}"), Sealed: true, inputs, Token: null) { Base = "InvokeArgs" },
            new OutputType(TypeName.Parse($"{_namespace}.{name}{ResultEnding}"), outputs));
    }

    private ArgsSchema ReadInputType(KeyValuePair<string, SchemaNode> entry) =>
        new(TypeName.Parse($"{_namespace}.{entry.Key}"), _argsSealed, _properties.ReadInputs(entry.Value), Token: null);

    private OutputType ReadOutputType(KeyValuePair<string, SchemaNode> entry) =>
        new(TypeName.Parse($"{_namespace}.{entry.Key}"), _properties.ReadOutputs(entry.Value));

    private EnumType ReadEnum(KeyValuePair<string, SchemaNode> entry) =>
        new(DeclaredTypes.ReadName(_namespace, entry.Key, entry.Value), entry.Value.Members().Select(ReadEnumMember).ToEquatableArray());

    private static EnumMember ReadEnumMember(KeyValuePair<string, SchemaNode> member)
    {
        if (!SyntaxFacts.IsValidIdentifier(member.Key))
        {
            member.Value.Fault("its name must be a C# identifier; the string that is sent stands behind it.");
        }

        return new EnumMember(member.Key, member.Value.String());
    }

    private IReadOnlyList<KeyValuePair<string, SchemaNode>> Entries(string section) => _root.Find(section)?.Members() ?? [];
}
