using Sdk.Generator.Model;

namespace Sdk.Generator.Reading.Operators;

/// <summary>Reads the fields of custom resources.</summary>
internal sealed class FieldReader(OperatorTypes types, RulesReader rules)
{
    private const string Program = "program";

    /// <summary>A field whose entry says what it means and what holds for it.</summary>
    public FieldSchema Read(string wire, SchemaNode node)
    {
        node.AllowOnly(RulesReader.Words("type", "doc", "csharp", "requiredBy"));
        return Read(wire, node, node.RequiredDoc());
    }

    /// <summary>The spec of a custom resource: its type alone, or with who requires it.</summary>
    public FieldSchema ReadSpec(SchemaNode kind)
    {
        if (kind.Find("spec") is not { } node)
        {
            kind.Fault("'spec' is missing.");
            return new FieldSchema("spec", "Spec", new TypeRef.Named("object"), Required: true, Doc: "", new FieldRules());
        }

        if (node.IsObject)
        {
            node.AllowOnly("type", "requiredBy");
        }

        var spec = Read("spec", node, doc: "The desired state.");
        if (!spec.Required)
        {
            node.Fault("a spec is required: '!' stands after its type.");
        }

        return spec;
    }

    private FieldSchema Read(string wire, SchemaNode node, string doc)
    {
        var (type, required) = PropertyReader.ReadInputType(node, types.Resolve);
        var byProgram = node.Find("requiredBy") is { } requiredBy && IsProgram(requiredBy, required);
        var name = PropertyReader.ReadName(wire, node);
        return new FieldSchema(wire, name, type, required, doc, rules.Read(node, type, required && !byProgram));
    }

    private static bool IsProgram(SchemaNode node, bool required)
    {
        var isProgram = string.Equals(node.String(), Program, StringComparison.Ordinal);
        if (!isProgram || !required)
        {
            node.Fault($"it says '{Program}' of a required field that the API server does not require, or is left out.");
        }

        return isProgram;
    }
}
