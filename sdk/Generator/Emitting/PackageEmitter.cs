using Sdk.Generator.Model;

namespace Sdk.Generator.Emitting;

/// <summary>Emits a whole package, one file a class, in the order of the schema.</summary>
internal static class PackageEmitter
{
    public static IEnumerable<SourceFile> Emit(PackageSchema schema)
    {
        foreach (var resource in schema.Resources)
        {
            yield return ResourceEmitter.Emit(resource, schema);
            yield return ArgsEmitter.Emit(resource.Args, schema.Namespace);
        }

        foreach (var function in schema.Functions)
        {
            yield return FunctionEmitter.Emit(function, schema);
            yield return ArgsEmitter.Emit(function.Args, schema.Namespace);
            yield return OutputEmitter.EmitType(function.Result);
        }

        foreach (var type in schema.InputTypes)
        {
            yield return ArgsEmitter.Emit(type, schema.Namespace);
        }

        foreach (var type in schema.OutputTypes)
        {
            yield return OutputEmitter.EmitType(type);
        }

        foreach (var type in schema.Enums)
        {
            yield return EnumEmitter.Emit(type);
        }

        if (DefaultsEmitter.NeedsHelper(schema))
        {
            yield return DefaultsEmitter.EmitHelper(schema);
        }
    }
}
