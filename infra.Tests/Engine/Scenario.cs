using System.Text.Json.Nodes;

namespace Infra.Tests.Engine;

/// <summary>How the engine behaves in a run. Default: as a good one does.</summary>
internal sealed record Scenario
{
    /// <summary>Answers to requests that came together are held until no more come, and the last is answered first.</summary>
    public static Scenario Reversed { get; } = new() { Pace = new JsonObject { ["mode"] = "reversed", ["milliseconds"] = 8 } };

    /// <summary>Each registration is answered after another time.</summary>
    public static Scenario Late { get; } = new() { Pace = new JsonObject { ["mode"] = "late", ["milliseconds"] = 120 } };

    /// <summary>Whether it is a preview, in which it knows nothing that a provider would decide.</summary>
    public bool IsPreview { get; init; }

    /// <summary>When it answers.</summary>
    public JsonObject? Pace { get; init; }

    /// <summary>The URN of a resource that it does not deploy; null for none.</summary>
    public string? Refused { get; init; }

    /// <summary>How it says so: with the status of the call, with its result, or by ending the deployment.</summary>
    public string RefusedAs { get; init; } = "status";

    /// <summary>What it says then.</summary>
    public string RefusedWith { get; init; } = "the provider says no";

    /// <summary>What is wrong with its connection: `kind` is reset, close, http1, hangup or silent.</summary>
    public JsonObject? Fault { get; init; }

    /// <summary>Whether its answers have fields that nobody knows.</summary>
    public bool AddsStrangeFields { get; init; }

    /// <summary>The URN of a resource whose state is large; null for none.</summary>
    public string? Bulky { get; init; }

    /// <summary>How large, in bytes.</summary>
    public int Bulk { get; init; }

    /// <summary>Whether it is from before it waited for programs to end.</summary>
    public bool LacksShutdown { get; init; }

    /// <summary>Whether it refuses what is logged.</summary>
    public bool FailsLog { get; init; }

    /// <summary>Whether it says nothing to what is logged.</summary>
    public bool MutesLog { get; init; }

    /// <summary>The outputs of other stacks, by their full names.</summary>
    public JsonObject References { get; init; } = [];

    /// <summary>
    /// What functions of providers return, by their tokens; a name in braces stands for that argument. Default: the keys of a Redis of
    /// Azure, as a preview has them.
    /// </summary>
    public JsonObject Functions { get; init; } = new()
    {
        ["azure-native:redisenterprise:listDatabaseKeys"] = new JsonObject
        {
            ["primaryKey"] = "placeholder-{clusterName}-primary-key",
            ["secondaryKey"] = "placeholder-{clusterName}-secondary-key",
        },
    };

    /// <summary>What the stand-in is told.</summary>
    public JsonObject ToJson(string project, string stack, JsonObject answers)
    {
        var scenario = new JsonObject
        {
            ["stack"] = stack,
            ["project"] = project,
            ["preview"] = IsPreview,
            ["answers"] = answers.DeepClone(),
            ["references"] = References.DeepClone(),
            ["functions"] = Functions.DeepClone(),
            ["addsStrangeFields"] = AddsStrangeFields,
            ["lacksShutdown"] = LacksShutdown,
            ["failsLog"] = FailsLog,
            ["mutesLog"] = MutesLog,
        };
        if (Pace is not null)
            scenario["pace"] = Pace.DeepClone();
        if (Fault is not null)
            scenario["fault"] = Fault.DeepClone();
        if (Refused is not null)
            scenario["failures"] = new JsonObject { [Refused] = new JsonObject { ["as"] = RefusedAs, ["message"] = RefusedWith } };
        if (Bulky is not null)
            scenario["bulk"] = new JsonObject { ["urn"] = Bulky, ["bytes"] = Bulk };
        return scenario;
    }
}
