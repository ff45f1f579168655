using System.Text.Json.Nodes;
using StackPreview.Running;
using Pulumi;

namespace Infra.Tests.Engine.Wire;

/// <summary>
/// Runs a program in this process under the stand-in of the engine. The engine's variables are in the environment, which all tests share,
/// only while RunAsync starts: a deployment reads them before it first awaits.
/// </summary>
internal static class WireProgram
{
    /// <summary>What the URNs of its resources begin with.</summary>
    public const string Prefix = "urn:pulumi:dev::acme::";

    private const string Project = "acme";
    private const string Stack = "dev";

    /// <summary>The URN of a <see cref="Thing"/> of the stack.</summary>
    public static string UrnOf(string thing) => $"{Prefix}{Thing.Token}::{thing}";

    /// <summary>Runs a program that registers resources.</summary>
    /// <param name="program">The program.</param>
    /// <param name="scenario">How the engine behaves. Default: as a good one does.</param>
    /// <param name="answers">What it answers, by URN. Default: what it was asked.</param>
    public static Task<WireOutcome> RunAsync(Action program, Scenario? scenario = null, JsonObject? answers = null)
        => RunAsync(() => Deployment.RunAsync(program), scenario, answers);

    /// <inheritdoc cref="RunAsync(Action, Scenario, JsonObject)"/>
    /// <summary>Runs a program that registers resources and gives something out.</summary>
    public static Task<WireOutcome> RunAsync(
        Func<IDictionary<string, object?>> program,
        Scenario? scenario = null,
        JsonObject? answers = null
    ) => RunAsync(() => Deployment.RunAsync(program), scenario, answers);

    /// <summary>Runs a program that must succeed, and gives what the <see cref="Thing"/> was registered with.</summary>
    public static async Task<JsonObject> InputsOfAsync(string thing, Action program, Scenario? scenario = null)
    {
        var outcome = await RunAsync(program, scenario);
        Assert.Empty(outcome.Errors);
        Assert.Equal(0, outcome.ExitCode);
        return outcome.InputsOf(thing);
    }

    private static async Task<WireOutcome> RunAsync(Func<Task<int>> run, Scenario? scenario, JsonObject? answers)
    {
        scenario ??= new Scenario();
        var session = await StandInSession.OpenAsync(scenario, Project, Stack, answers ?? []);
        var exitCode = await Start(session, scenario, run);
        return new WireOutcome(exitCode, await session.CloseAsync());
    }

    private static Task<int> Start(StandInSession session, Scenario scenario, Func<Task<int>> run)
    {
        (string Name, string Value)[] variables =
        [
            ("PULUMI_MONITOR", session.Monitor),
            ("PULUMI_ENGINE", session.Engine),
            ("PULUMI_PROJECT", Project),
            ("PULUMI_STACK", Stack),
            ("PULUMI_DRY_RUN", scenario.IsPreview ? "true" : "false"),
            ("PULUMI_QUERY_MODE", "false"),
            ("PULUMI_PARALLEL", "16"),
        ];
        lock (OfflineRun.EnvironmentLock)
        {
            foreach (var (name, value) in variables)
                Environment.SetEnvironmentVariable(name, value);
            var running = run();
            foreach (var (name, _) in variables)
                Environment.SetEnvironmentVariable(name, null);
            return running;
        }
    }
}
