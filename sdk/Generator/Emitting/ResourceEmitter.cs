using Sdk.Generator.Model;

namespace Sdk.Generator.Emitting;

/// <summary>Emits resource classes.</summary>
internal static class ResourceEmitter
{
    /// <summary>The property of abstract arguments that holds the token made from them.</summary>
    public const string ComputedToken = "ResourceToken";

    private const string Options = "global::Pulumi.CustomResourceOptions";

    public static SourceFile Emit(ResourceSchema resource, PackageSchema schema)
    {
        var writer = new CodeWriter(resource.Class);
        var baseClass = resource.IsProvider ? "ProviderResource" : "CustomResource";
        writer.Open($"public class {resource.Class.Name} : global::Pulumi.{baseClass}");
        foreach (var output in resource.Outputs)
        {
            OutputEmitter.EmitProperty(writer, output);
        }

        EmitConstructor(writer, resource, schema.Package);
        if (resource.Constants.Count > 0)
        {
            writer.Line();
            EmitConstants(writer, resource);
        }

        writer.Line();
        EmitOptions(writer, resource, schema.Version);
        writer.Close();
        return writer.ToFile();
    }

    private static void EmitConstructor(CodeWriter writer, ResourceSchema resource, string package)
    {
        var type = resource.Args.Class.Global;
        var parameter = resource.ArgsOptional ? $"{type}? args = null" : $"{type} args";
        var token = resource switch
        {
            { IsProvider: true } => CSharpText.Literal(package),
            { Args.Token: not null } => $"args.{ComputedToken}",
            _ => CSharpText.Literal(resource.Token),
        };
        var args = resource switch
        {
            { Constants.Count: > 0 } => "WithConstants(args)",
            { ArgsOptional: true } => $"args ?? new {type}()",
            _ => "args",
        };
        writer.Line($"public {resource.Class.Name}(string name, {parameter}, {Options}? options = null)");
        writer.Line($"    : base({token}, name, {args}, WithDefaults(options))");
        writer.Line("{");
        writer.Line("}");
    }

    private static void EmitConstants(CodeWriter writer, ResourceSchema resource)
    {
        var type = resource.Args.Class.Global;
        writer.Open($"private static {type} WithConstants({type}? args)");
        writer.Line($"args ??= new {type}();");
        foreach (var constant in resource.Constants)
        {
            writer.Line($"args.{constant.Name} = {CSharpText.Literal(constant.Value)};");
        }

        writer.Line("return args;");
        writer.Close();
    }

    /// <summary>
    /// What the caller gives wins; lists are joined. A resource whose type is only known from its arguments may be of any version, so none
    /// is asked for.
    /// </summary>
    private static void EmitOptions(CodeWriter writer, ResourceSchema resource, string version)
    {
        if (resource.Args.Token is not null)
        {
            writer.Line($"private static {Options} WithDefaults({Options}? options) => {Options}.Merge(null, options);");
            return;
        }

        writer.Open($"private static {Options} WithDefaults({Options}? options)");
        writer.Open($"var defaults = new {Options}");
        writer.Line($"Version = {CSharpText.Literal(version)},");
        var secrets =
            resource.Outputs.Where(static output => output.Secret).Select(static output => CSharpText.Literal(output.Wire)).ToList();
        if (secrets.Count > 0)
        {
            writer.Line($"AdditionalSecretOutputs = {{ {string.Join(", ", secrets)} }},");
        }

        if (resource.Aliases.Count > 0)
        {
            writer.Open("Aliases =");
            foreach (var alias in resource.Aliases)
            {
                writer.Line($"new global::Pulumi.Alias {{ Type = {CSharpText.Literal(alias)} }},");
            }

            writer.Close("},");
        }

        writer.Close("};");
        writer.Line($"return {Options}.Merge(defaults, options);");
        writer.Close();
    }
}
