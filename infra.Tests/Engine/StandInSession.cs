using System.Text.Json.Nodes;

namespace Infra.Tests.Engine;

/// <summary>The stand-in of the engine for one run of a program.</summary>
internal sealed class StandInSession
{
    private readonly int _id;

    private StandInSession(JsonObject answer)
    {
        _id = (int)answer["session"]!;
        (Monitor, Engine) = ((string)answer["monitor"]!, (string)answer["engine"]!);
    }

    /// <summary>Host and port that resources are registered at.</summary>
    public string Monitor { get; }

    /// <summary>Host and port of the log.</summary>
    public string Engine { get; }

    /// <summary>Begins to listen.</summary>
    /// <param name="scenario">How the engine behaves.</param>
    /// <param name="project">The project of the run.</param>
    /// <param name="stack">Its stack.</param>
    /// <param name="answers">What it answers, by URN.</param>
    public static async Task<StandInSession> OpenAsync(Scenario scenario, string project, string stack, JsonObject answers)
        => new(await StandInProcess.Instance.AskAsync(new JsonObject { ["open"] = scenario.ToJson(project, stack, answers) }));

    /// <summary>Waits until that many resources were registered or read, answered or not.</summary>
    public Task ArrivalAsync(int registrations)
        => StandInProcess.Instance.AskAsync(new JsonObject { ["await"] = _id, ["registrations"] = registrations });

    /// <summary>Stops, and gives what was written down.</summary>
    public Task<JsonObject> CloseAsync() => StandInProcess.Instance.AskAsync(new JsonObject { ["close"] = _id });
}
