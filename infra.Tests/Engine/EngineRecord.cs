using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.Tests.Engine;

/// <summary>What the engine saw of a run.</summary>
/// <param name="Written">What the stand-in wrote down.</param>
internal record EngineRecord(JsonObject Written)
{
    private const int ErrorSeverity = 3;

    /// <summary>The requests in the order in which they came.</summary>
    public ImmutableArray<EngineRequest> Requests { get; } =
    [.. Written["requests"]!.AsArray().Select(entry => new EngineRequest(entry!.AsObject()))];

    /// <summary>The registrations of resources among them.</summary>
    public IEnumerable<EngineRequest> Registrations => Requests.Where(request => request.Method == "RegisterResource");

    /// <summary>The registrations of outputs among them.</summary>
    public IEnumerable<EngineRequest> OutputRegistrations => Requests.Where(request => request.Method == "RegisterResourceOutputs");

    /// <summary>What was logged.</summary>
    public IEnumerable<EngineRequest> Logged => Requests.Where(request => request.Method == "Log");

    /// <summary>The errors that the engine was told, and shows.</summary>
    public IReadOnlyList<string> Errors
        => [.. Logged.Where(request => (int)request.Fields["severity"]! == ErrorSeverity).Select(request => request.Text("message"))];

    /// <summary>The registration of the resource; there is exactly one.</summary>
    public EngineRequest Registration(string type, string name)
        => Assert.Single(Registrations, request => request.Text("type") == type && request.Text("name") == name);
}
