using System.Text.RegularExpressions;
using Sdk.Generator.Model;

namespace Sdk.Generator.Emitting;

/// <summary>Emits argument classes.</summary>
internal static class ArgsEmitter
{
    public static SourceFile Emit(ArgsSchema args, string packageNamespace)
    {
        var writer = new CodeWriter(args.Class);
        writer.Open($"public {Modifier(args)}class {args.Class.Name} : global::Pulumi.{args.Base}");
        foreach (var property in args.Properties)
        {
            if (args.Token?.Arguments.Contains(property.Wire, StringComparer.Ordinal) == true)
            {
                EmitConstructed(writer, property);
            }
            else if (property.Secret || property.Type is TypeRef.List or TypeRef.Map)
            {
                EmitWithField(writer, property);
            }
            else
            {
                EmitPlain(writer, property);
            }

            writer.Line();
        }

        EmitConstructor(writer, args, packageNamespace);
        writer.Close();
        return writer.ToFile();
    }

    private static string Modifier(ArgsSchema args) => args switch
    {
        { Token: not null } => "abstract ",
        { Sealed: true } => "sealed ",
        _ => "",
    };

    private static string Attribute(InputProperty property)
    {
        var required = property.Required ? ", required: true" : "";
        var json = property.Json ? ", json: true" : "";
        return $"[global::Pulumi.Input({CSharpText.Literal(property.Wire)}{required}{json})]";
    }

    private static void EmitConstructed(CodeWriter writer, InputProperty property)
    {
        writer.Line(Attribute(property));
        writer.Line($"public {CSharpText.Input(property.Type)} {property.Name} {{ get; }}");
    }

    private static void EmitPlain(CodeWriter writer, InputProperty property)
    {
        var (nullable, initial) = property.Required ? ("", " = null!;") : ("?", "");
        writer.Line(Attribute(property));
        writer.Line($"public {CSharpText.Input(property.Type)}{nullable} {property.Name} {{ get; set; }}{initial}");
    }

    /// <summary>
    /// Lists and maps exist once they are read, for collection initializers; secrets are wrapped when they are assigned. The field carries
    /// the attribute, so that registering an untouched list does not create it.
    /// </summary>
    private static void EmitWithField(CodeWriter writer, InputProperty property)
    {
        var type = CSharpText.Input(property.Type);
        var collection = property.Type is TypeRef.List or TypeRef.Map;
        var field = $"_{property.Wire}";
        writer.Line(Attribute(property));
        writer.Line($"private {type}? {field};");
        writer.Line();
        writer.Open($"public {type}{(collection ? "" : "?")} {property.Name}");
        writer.Line(collection ? $"get => {field} ??= new();" : $"get => {field};");
        writer.Line(property.Secret
            ? $"set => {field} = value is null ? null : "
                + $"({type})global::Pulumi.Output.CreateSecret((global::Pulumi.Output<{CSharpText.Value(property.Type)}>)value);"
            : $"set => {field} = value;");
        writer.Close();
    }

    private static void EmitConstructor(CodeWriter writer, ArgsSchema args, string packageNamespace)
    {
        if (args.Token is { } token)
        {
            EmitTokenConstructor(writer, args, token);
            return;
        }

        writer.Open($"public {args.Class.Name}()");
        foreach (var property in args.Properties)
        {
            if (property.Default is { } value)
            {
                writer.Line($"{property.Name} = {DefaultsEmitter.Expression(property, value, packageNamespace)};");
            }
        }

        writer.Close();
    }

    /// <summary>The resource's token is made here, from plain strings: it must be known before anything is registered.</summary>
    private static void EmitTokenConstructor(CodeWriter writer, ArgsSchema args, TokenTemplate token)
    {
        var text = Regex.Replace(
            token.Text,
            @"\w+(?=\})",
            static match => CSharpText.Identifier(match.Value),
            RegexOptions.None,
            TimeSpan.FromSeconds(1));
        writer.Line($"internal string {ResourceEmitter.ComputedToken} {{ get; }}");
        writer.Line();
        var parameters = token.Arguments.Select(static wire => $"string {CSharpText.Identifier(wire)}");
        writer.Open($"protected {args.Class.Name}({string.Join(", ", parameters)})");
        writer.Line($"{ResourceEmitter.ComputedToken} = ${CSharpText.Literal(text)};");
        foreach (var property in args.Properties.Where(property => token.Arguments.Contains(property.Wire, StringComparer.Ordinal)))
        {
            writer.Line($"{property.Name} = {CSharpText.Identifier(property.Wire)};");
        }

        writer.Close();
    }
}
