using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.Tests.Engine;

/// <summary>How a run under the engine ended, and what the engine saw of it.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Mebibytes">The peak of its resident memory.</param>
/// <param name="Ended">When it ended.</param>
/// <param name="record">What the stand-in wrote down.</param>
internal sealed record EngineOutcome(int ExitCode, string Output, string Error, double Seconds, double Mebibytes, DateTimeOffset Ended, JsonObject record)
{
    private const int ErrorSeverity = 3;

    /// <summary>The requests in the order in which they came.</summary>
    public ImmutableArray<EngineRequest> Requests { get; } = [.. record["requests"]!.AsArray().Select(entry => new EngineRequest(entry!.AsObject()))];

    /// <summary>The registrations of resources among them.</summary>
    public IEnumerable<EngineRequest> Registrations => Requests.Where(request => request.Method == "RegisterResource");

    /// <summary>The registrations of outputs among them.</summary>
    public IEnumerable<EngineRequest> OutputRegistrations => Requests.Where(request => request.Method == "RegisterResourceOutputs");

    /// <summary>The errors that the engine was told, and shows.</summary>
    public IReadOnlyList<string> Errors => [.. Requests.Where(request => request.Method == "Log" && (int)request.Fields["severity"]! == ErrorSeverity).Select(request => request.Text("message"))];

    /// <summary>How long the program lived after its connection was taken away; null where it was not.</summary>
    public TimeSpan? Outlived => (long?)record["lostAt"] is { } lostAt ? Ended - DateTimeOffset.FromUnixTimeMilliseconds(lostAt) : null;

    /// <summary>All that people can see of it.</summary>
    public string Shown => string.Join('\n', [Output, Error, .. Requests.Where(request => request.Method == "Log").Select(request => request.Text("message"))]);
}
