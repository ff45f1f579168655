using Microsoft.CodeAnalysis;
using Sdk.Generator.Emitting;
using Sdk.Generator.Reading.Operators;

namespace Sdk.Generator;

/// <summary>
/// Turns the sources of operators, the JSON files of a folder <c>Operators</c>, into the argument classes of their custom resources while
/// the program compiles, whichever Pulumi packages it is built against.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class CustomResourceGenerator : IIncrementalGenerator
{
    private const string Folder = "Operators";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var readings = context.AdditionalTextsProvider
            .Where(static file => IsSource(file.Path))
            .Select(static (file, cancellation) => OperatorReader.Read(file.Path, file.GetText(cancellation)?.ToString() ?? ""));

        context.RegisterSourceOutput(readings, static (output, reading) =>
        {
            foreach (var fault in reading.Faults)
            {
                output.ReportDiagnostic(fault.ToDiagnostic());
            }

            if (reading.Schema is { } schema)
            {
                foreach (var file in OperatorEmitter.Emit(schema))
                {
                    output.AddSource(file.HintName, file.Text);
                }
            }
        });

        // Apart from the classes, which need not be emitted anew whenever something else in the program changes.
        context.RegisterSourceOutput(readings.Combine(context.CompilationProvider), static (output, input) =>
        {
            var (reading, compilation) = input;
            foreach (var type in reading.KubernetesTypes.Where(type => compilation.GetTypeByMetadataName(type.Class) is null))
            {
                output.ReportDiagnostic(type.Missing.ToDiagnostic());
            }
        });
    }

    private static bool IsSource(string path) =>
        string.Equals(Path.GetExtension(path), ".json", StringComparison.Ordinal)
        && string.Equals(Path.GetFileName(Path.GetDirectoryName(path)), Folder, StringComparison.Ordinal);
}
