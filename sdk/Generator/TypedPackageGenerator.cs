using Microsoft.CodeAnalysis;
using Sdk.Generator.Emitting;
using Sdk.Generator.Reading;

namespace Sdk.Generator;

/// <summary>
/// Turns the <c>schema.json</c> of a typed package into its resource, argument and output classes while the package compiles, so that
/// what is reviewed and maintained is the short schema and never the thousands of lines that follow from it.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class TypedPackageGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var readings = context.AdditionalTextsProvider
            .Where(static file => string.Equals(Path.GetFileName(file.Path), "schema.json", StringComparison.Ordinal))
            .Select(static (file, cancellation) => SchemaReader.Read(file.Path, file.GetText(cancellation)?.ToString() ?? ""));

        context.RegisterSourceOutput(readings, static (output, reading) =>
        {
            foreach (var fault in reading.Faults)
            {
                output.ReportDiagnostic(fault.ToDiagnostic());
            }

            if (reading.Schema is { } schema)
            {
                foreach (var file in PackageEmitter.Emit(schema))
                {
                    output.AddSource(file.HintName, file.Text);
                }
            }
        });
    }
}
