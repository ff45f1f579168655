using Sdk.Generator.Model;

namespace Sdk.Generator.Emitting;

/// <summary>
/// Emits what arguments start with. Reading the environment needs a few lines at run time; a package gets them only if one of its
/// arguments starts with a variable.
/// </summary>
internal static class DefaultsEmitter
{
    private const string Helper = "EnvironmentDefaults";

    public static bool NeedsHelper(PackageSchema schema) => schema.Resources
        .Select(static resource => resource.Args)
        .Concat(schema.InputTypes)
        .SelectMany(static args => args.Properties)
        .Any(static property => property.Default is { Variables.Count: > 0 });

    public static string Expression(InputProperty property, DefaultValue value, string packageNamespace)
    {
        if (value.Variables.Count == 0)
        {
            return value.Literal!;
        }

        var keyword = ((TypeRef.Named)property.Type).CSharp;
        var method = keyword switch
        {
            "bool" => "Boolean",
            "int" => "Int32",
            "double" => "Double",
            _ => "Text",
        };
        var read = $"global::{packageNamespace}.{Helper}.{method}({string.Join(", ", value.Variables.Select(CSharpText.Literal))})";
        return value.Literal is null
            ? read + (string.Equals(keyword, "string", StringComparison.Ordinal) ? "!" : "")
            : $"{read} ?? {value.Literal}";
    }

    public static SourceFile EmitHelper(PackageSchema schema)
    {
        const string Parse = "global::System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : null;";
        var writer = new CodeWriter(new TypeName(schema.Namespace, Helper));
        writer.Open($"internal static class {Helper}");
        writer.Open("public static string? Text(params string[] variables)");
        writer.Open("foreach (var variable in variables)");
        writer.Open("if (global::System.Environment.GetEnvironmentVariable(variable) is { } value)");
        writer.Line("return value;");
        writer.Close();
        writer.Close();
        writer.Line();
        writer.Line("return null;");
        writer.Close();
        writer.Line();
        writer.Open("public static bool? Boolean(params string[] variables) => Text(variables) switch");
        writer.Line("\"1\" or \"t\" or \"T\" or \"true\" or \"TRUE\" or \"True\" => true,");
        writer.Line("\"0\" or \"f\" or \"F\" or \"false\" or \"FALSE\" or \"False\" => false,");
        writer.Line("_ => null,");
        writer.Close("};");
        writer.Line();
        writer.Line($"public static int? Int32(params string[] variables) => int.TryParse(Text(variables), {Parse}");
        writer.Line();
        writer.Line($"public static double? Double(params string[] variables) => double.TryParse(Text(variables), {Parse}");
        writer.Close();
        return writer.ToFile();
    }
}
