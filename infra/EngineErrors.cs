using System.Text;

namespace Infra;

/// <summary>
/// Standard error while the SDK talks to the engine. Where the engine takes no error any more, the SDK writes what became of each of them,
/// with traces of kilobytes; they are kept from people here, and one sentence stands for all.
/// </summary>
/// <param name="shown">Where everything else goes.</param>
internal sealed class EngineErrors(TextWriter shown) : TextWriter
{
    // The beginning of what it writes (Deployment.Runner.cs in pulumi-dotnet).
    private const string Untold = "Error occurred trying to send logging message to engine:";

    /// <inheritdoc/>
    public override Encoding Encoding => shown.Encoding;

    /// <summary>Whether the engine took no error.</summary>
    public bool AreUntold { get; private set; }

    /// <inheritdoc/>
    public override void Write(char value) => shown.Write(value);

    /// <inheritdoc/>
    public override void Write(string? value) => shown.Write(value);

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        if (value?.StartsWith(Untold, StringComparison.Ordinal) == true)
            AreUntold = true;
        else
            shown.WriteLine(value);
    }

    /// <inheritdoc/>
    public override void Flush() => shown.Flush();
}
