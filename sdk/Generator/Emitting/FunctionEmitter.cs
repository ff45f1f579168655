using Sdk.Generator.Model;

namespace Sdk.Generator.Emitting;

/// <summary>Emits the classes that call functions of the provider.</summary>
internal static class FunctionEmitter
{
    private const string Options = "global::Pulumi.InvokeOptions";

    public static SourceFile Emit(FunctionSchema function, PackageSchema schema)
    {
        var writer = new CodeWriter(function.Class);
        var result = function.Result.Class.Global;
        writer.Open($"public static class {function.Class.Name}");
        writer.Line($"public static global::Pulumi.Output<{result}> Invoke({function.Args.Class.Global} args, {Options}? options = null)");
        writer.Line($"    => global::Pulumi.Deployment.Instance.Invoke<{result}>(");
        writer.Line($"        {CSharpText.Literal(function.Token)}, args, WithDefaults(options));");
        writer.Line();
        writer.Open($"private static {Options} WithDefaults({Options}? options)");
        writer.Line($"options ??= new {Options}();");
        writer.Line($"options.Version ??= {CSharpText.Literal(schema.Version)};");
        writer.Line("return options;");
        writer.Close();
        writer.Close();
        return writer.ToFile();
    }
}
