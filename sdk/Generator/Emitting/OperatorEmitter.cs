using Sdk.Generator.Model;

namespace Sdk.Generator.Emitting;

/// <summary>
/// Emits what the source of an operator declares, one file a class. The program declares <c>OperatorResourceArgs</c>, the base of the
/// custom resources' arguments, in a namespace around theirs.
/// </summary>
internal static class OperatorEmitter
{
    public static IEnumerable<SourceFile> Emit(OperatorSchema schema)
    {
        yield return EmitOperator(schema);
        foreach (var kind in schema.Kinds)
        {
            yield return EmitResource(kind, schema.Namespace);
            yield return EmitResourceArgs(kind, schema.Namespace);
        }

        foreach (var type in schema.Types)
        {
            yield return EmitType(type);
        }
    }

    private static SourceFile EmitOperator(OperatorSchema schema)
    {
        var name = new TypeName(schema.Namespace, $"{schema.Namespace.Substring(schema.Namespace.LastIndexOf('.') + 1)}Operator");
        var writer = new CodeWriter(name, isDocumented: true);
        DocComment.Write(writer, $"{schema.Operator}.");
        writer.Open($"internal static class {name.Name}");
        DocComment.Write(writer, $"The version whose custom resources these are ({schema.Origin}).");
        writer.Line($"public const string Version = {CSharpText.Literal(schema.Version)};");
        writer.Close();
        return writer.ToFile();
    }

    /// <summary>The kind's names, as constants: patterns and attributes take no other values.</summary>
    private static SourceFile EmitResource(CustomResourceKind kind, string @namespace)
    {
        var name = new TypeName(@namespace, $"{kind.Kind}Resource");
        var writer = new CodeWriter(name, isDocumented: true);
        DocComment.Write(writer, $"The names of the custom resource `{kind.Kind}`.");
        writer.Open($"internal static class {name.Name}");
        DocComment.Write(writer, "Its API version.");
        writer.Line($"public const string ApiVersion = {CSharpText.Literal(kind.ApiVersion)};");
        writer.Line();
        DocComment.Write(writer, "Its kind.");
        writer.Line($"public const string Kind = {CSharpText.Literal(kind.Kind)};");
        writer.Line();
        DocComment.Write(writer, "Its Pulumi type.");
        writer.Line($"public const string Type = {CSharpText.Literal(kind.Token)};");
        writer.Close();
        return writer.ToFile();
    }

    private static SourceFile EmitResourceArgs(CustomResourceKind kind, string @namespace)
    {
        var name = new TypeName(@namespace, $"{kind.Kind}Args");
        var writer = new CodeWriter(name, isDocumented: true);
        DocComment.Write(writer, kind);
        var resource = $"{kind.Kind}Resource";
        writer.Open($"internal sealed class {name.Name}() : OperatorResourceArgs({resource}.ApiVersion, {resource}.Kind)");
        EmitField(writer, kind.Spec);
        writer.Close();
        return writer.ToFile();
    }

    private static SourceFile EmitType(ObjectSchema type)
    {
        var writer = new CodeWriter(type.Class, isDocumented: true);
        DocComment.Write(writer, type);
        writer.Open($"internal sealed class {type.Class.Name} : global::Pulumi.ResourceArgs");
        for (var i = 0; i < type.Fields.Count; i++)
        {
            if (i > 0)
            {
                writer.Line();
            }

            EmitField(writer, type.Fields[i]);
        }

        writer.Close();
        return writer.ToFile();
    }

    /// <summary>
    /// Lists and maps exist once they are read, for collection initializers. What is not required carries its attribute on the field: a
    /// field is read without code made for it at run time, and most of them are never set. What is required carries it on the property,
    /// whose name stands in the error where it is missing.
    /// </summary>
    private static void EmitField(CodeWriter writer, FieldSchema field)
    {
        DocComment.Write(writer, field);
        var type = CSharpText.Input(field.Type);
        var wire = CSharpText.Literal(field.Wire);
        if (field.Type is TypeRef.List or TypeRef.Map)
        {
            writer.Line($"[field: global::Pulumi.Input({wire}{(field.Required ? ", required: true" : "")})]");
            writer.Line($"public {type} {field.Name} {{ get => field ??= []; set; }}");
        }
        else if (field.Required)
        {
            writer.Line($"[global::Pulumi.Input({wire}, required: true)]");
            writer.Line($"public {type} {field.Name} {{ get; set; }} = null!;");
        }
        else
        {
            writer.Line($"[field: global::Pulumi.Input({wire})]");
            writer.Line($"public {type}? {field.Name} {{ get; set; }}");
        }
    }
}
