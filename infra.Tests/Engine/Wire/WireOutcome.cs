using System.Text.Json.Nodes;

namespace Infra.Tests.Engine.Wire;

/// <summary>How a program in this process ended, and what the engine saw of it.</summary>
/// <param name="ExitCode">What RunAsync gave back.</param>
/// <param name="Written">What the stand-in wrote down.</param>
internal sealed record WireOutcome(int ExitCode, JsonObject Written) : EngineRecord(Written)
{
    /// <summary>The registration of the <see cref="Thing"/>.</summary>
    public EngineRequest Of(string thing) => Registration(Thing.Token, thing);

    /// <summary>What the <see cref="Thing"/> was registered with.</summary>
    public JsonObject InputsOf(string thing) => Of(thing).Fields["object"]!.AsObject();
}
