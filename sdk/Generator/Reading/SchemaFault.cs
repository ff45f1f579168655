using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Sdk.Generator.Reading;

/// <summary>
/// Something in a schema that cannot be turned into a class. A value, so that a reading with faults can be compared too.
/// </summary>
/// <param name="File">The schema file.</param>
/// <param name="Position">Where in it, counted from zero.</param>
/// <param name="Path">The entry at fault, from the root.</param>
/// <param name="Message">What is wrong, and what is allowed.</param>
internal sealed record SchemaFault(string File, LinePosition Position, string Path, string Message)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "SDK001",
        "A schema cannot be read",
        "{0}: {1}",
        "Schema",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Descriptor, Location.Create(File, default, new LinePositionSpan(Position, Position)), Path, Message);
}
