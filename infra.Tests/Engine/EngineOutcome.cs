using System.Text.Json.Nodes;

namespace Infra.Tests.Engine;

/// <summary>How a process under the engine ended, and what the engine saw of it.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Mebibytes">The peak of its resident memory; 0 where the system does not tell.</param>
/// <param name="Ended">When it ended.</param>
/// <param name="Written">What the stand-in wrote down.</param>
internal sealed record EngineOutcome(
    int ExitCode,
    string Output,
    string Error,
    double Seconds,
    double Mebibytes,
    DateTimeOffset Ended,
    JsonObject Written
) : EngineRecord(Written)
{
    /// <summary>How long the program lived after its connection was taken away; null where it was not.</summary>
    public TimeSpan? Outlived => (long?)Written["lostAt"] is { } lostAt ? Ended - DateTimeOffset.FromUnixTimeMilliseconds(lostAt) : null;

    /// <summary>All that people can see of it.</summary>
    public string Shown => string.Join('\n', [Output, Error, .. Logged.Select(request => request.Text("message"))]);
}
