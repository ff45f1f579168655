using Sdk.Generator.Model;

namespace Sdk.Generator.Emitting;

/// <summary>Emits what comes back from the provider: the properties of a resource, and the classes of objects inside them.</summary>
internal static class OutputEmitter
{
    public static void EmitProperty(CodeWriter writer, OutputProperty property)
    {
        writer.Line($"[global::Pulumi.Output({CSharpText.Literal(property.Wire)})]");
        writer.Line(
            $"public global::Pulumi.Output<{CSharpText.Value(property)}> {CSharpText.Identifier(property.Name)} "
                + "{ get; private set; } = null!;");
        writer.Line();
    }

    /// <summary>The constructor's parameters carry the wire names: deserialisation finds the values by them.</summary>
    public static SourceFile EmitType(OutputType type)
    {
        var writer = new CodeWriter(type.Class);
        writer.Line("[global::Pulumi.OutputType]");
        writer.Open($"public sealed class {type.Class.Name}");
        foreach (var field in type.Fields)
        {
            writer.Line($"public readonly {CSharpText.Value(field)} {CSharpText.Identifier(field.Name)};");
        }

        writer.Line();
        writer.Line("[global::Pulumi.OutputConstructor]");
        var parameters = type.Fields.Select(static field => $"{CSharpText.Value(field)} {CSharpText.Identifier(field.Wire)}");
        writer.Open($"private {type.Class.Name}({string.Join(", ", parameters)})");
        foreach (var field in type.Fields)
        {
            writer.Line($"this.{CSharpText.Identifier(field.Name)} = {CSharpText.Identifier(field.Wire)};");
        }

        writer.Close();
        writer.Close();
        return writer.ToFile();
    }
}
