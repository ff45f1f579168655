using System.Text.Json.Nodes;

namespace Infra.Tests.Engine;

/// <summary>What people are told when the engine is not as it should be. The stack is the smallest that has everything.</summary>
public sealed class FailureTests
{
    private const string Application = "reference";
    private const string Stack = "dev";

    private const string StackUrn = "urn:pulumi:dev::infra::pulumi:pulumi:Stack::infra-dev";

    private static readonly TimeSpan LongestAlone = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, Scenario> Faults = new()
    {
        ["reset in the first request"] = Losing("reset", 1, "SupportsFeature"),
        ["reset in a registration"] = Losing("reset", 20),
        ["closed in a registration"] = Losing("close", 20),
        ["closed in the last request"] = Losing("close", 1, "SignalAndWaitForShutdown"),
        ["closed while late answers are awaited"] = Losing("close", 30) with { Pace = Scenario.Late.Pace },
        ["HTTP/1.1 only"] = new Scenario { Fault = new JsonObject { ["kind"] = "http1" } },
        ["takes connections and says nothing"] = new Scenario { Fault = new JsonObject { ["kind"] = "silent" } },
        ["closes every connection"] = new Scenario { Fault = new JsonObject { ["kind"] = "hangup" } },
    };

    private static readonly Dictionary<string, Scenario> BadLogs = new()
    {
        ["refuses what is logged"] = new Scenario { FailsLog = true },
        ["says nothing to what is logged"] = new Scenario { MutesLog = true },
    };

    // All at once, as most of them wait most of the time.
    private static readonly Lazy<Dictionary<string, Task<EngineOutcome>>> Outcomes = new(() => Faults
        .Concat(BadLogs.Select(log => KeyValuePair.Create(log.Key, log.Value with { Refused = StackUrn })))
        .ToDictionary(fault => fault.Key, fault => RunAsync(fault.Value)));

    public static TheoryData<string> Names => [.. Faults.Keys];

    public static TheoryData<string> Logs => [.. BadLogs.Keys];

    [StandInTheory]
    [MemberData(nameof(Names))]
    public async Task A_program_that_lost_the_engine_fails_soon_and_says_why(string fault)
    {
        var outcome = await WithAsync(fault);

        Assert.NotEqual(0, outcome.ExitCode);
        Assert.NotEqual("", outcome.Error);
        Assert.True(outcome.Seconds < LongestAlone.TotalSeconds * 2, $"It has taken {outcome.Seconds} seconds.");
        if (outcome.Outlived is { } alone)
            Assert.True(alone < LongestAlone, $"It has lived on for {alone.TotalSeconds} seconds.");
        Assert.DoesNotContain(EngineStack.Canary, outcome.Shown, StringComparison.Ordinal);
    }

    [StandInTheory]
    [MemberData(nameof(Names))]
    public async Task It_says_so_in_one_line(string fault)
    {
        var outcome = await WithAsync(fault);

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.Matches(
            @"^The (Pulumi engine at 127\.0\.0\.1:\d+ did not answer within 10 seconds\."
                + @"|connection to the Pulumi engine at 127\.0\.0\.1:\d+ failed: [^\n]+)\n$",
            outcome.Error);
    }

    // What was under way at that moment decides between the reasons.
    [StandInTheory(isOfSourceSdk: true)]
    [MemberData(nameof(Names))]
    public async Task It_says_how_the_connection_ended(string fault)
        => Assert.Matches(
            @"( did not answer within 10 seconds\.|: (Connection refused|Connection reset by peer|Broken pipe|the other side closed it"
                + @"|the other side does not speak HTTP/2))\n$",
            (await WithAsync(fault)).Error);

    [StandInFact(isOfSourceSdk: true)]
    public async Task Where_only_the_monitor_is_gone_the_engine_shows_the_error()
    {
        var outcome = await RunAsync(
            new Scenario
            {
                Fault = new JsonObject
                {
                    ["kind"] = "reset",
                    ["after"] = 20,
                    ["keepsEngine"] = true,
                },
            });

        Assert.Equal((32, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("The connection to the Pulumi engine at 127.0.0.1:", Assert.Single(outcome.Errors), StringComparison.Ordinal);
        Assert.True(outcome.Outlived < LongestAlone);
    }

    [StandInTheory(isOfSourceSdk: true)]
    [MemberData(nameof(Logs))]
    public async Task Where_the_engine_takes_no_error_the_program_shows_it(string log)
    {
        var outcome = await WithAsync(log);

        Assert.Equal(
            (1, "", "pulumi:pulumi:Stack \"infra-dev\" was not registered: the provider says no\n"),
            (outcome.ExitCode, outcome.Output, outcome.Error));
        Assert.True(outcome.Seconds < LongestAlone.TotalSeconds * 2, $"It has taken {outcome.Seconds} seconds.");
    }

    [StandInFact]
    public async Task Fields_that_a_newer_engine_has_do_no_harm()
        => await AssertDeployedAsync(await RunAsync(new Scenario { AddsStrangeFields = true }));

    [StandInFact]
    public async Task An_older_engine_that_does_not_wait_for_the_end_does_no_harm()
        => await AssertDeployedAsync(await RunAsync(new Scenario { LacksShutdown = true }));

    [StandInFact]
    public async Task A_state_of_100_MiB_is_read()
    {
        var expected = await ExpectedRun.OfAsync(Application, Stack);
        var outcome = await RunAsync(
            new Scenario { Bulky = expected.UrnOf("kubernetes:core/v1:Namespace", "namespace-namespace"), Bulk = 100 * 1024 * 1024 });

        await AssertDeployedAsync(outcome);
        Assert.True(outcome.Mebibytes is 0 or > 100, $"It has used {outcome.Mebibytes} MiB: it was not sent.");
    }

    private static async Task AssertDeployedAsync(EngineOutcome outcome)
    {
        var expected = await ExpectedRun.OfAsync(Application, Stack);
        Assert.Equal((0, "", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
        Assert.Equal(expected.Plan.Resources.Length, outcome.Registrations.Count(request => request.IsDeployed));
    }

    private static Scenario Losing(string kind, int after, string method = "RegisterResource")
        => new()
        {
            Fault = new JsonObject
            {
                ["kind"] = kind,
                ["after"] = after,
                ["method"] = method,
            },
        };

    private static Task<EngineOutcome> WithAsync(string fault) => Outcomes.Value[fault];

    private static Task<EngineOutcome> RunAsync(Scenario scenario) => EngineProgram.RunAsync(Application, Stack, scenario);
}
