using Pulumi;

namespace Infra.Tests.Engine.Wire;

/// <summary>How programs end, and what the engine's log gets of them.</summary>
public sealed class EndingTests
{
    private const string Shutdown = "SignalAndWaitForShutdown";

    [StandInFact]
    public async Task A_program_that_succeeds_ends_with_0_once_the_engine_lets_it()
    {
        var outcome = await WireProgram.RunAsync(() => _ = new Thing("a"), Scenario.Reversed);

        Assert.Equal(0, outcome.ExitCode);
        // The official package has something to log after it.
        Assert.Equal(Shutdown, outcome.Requests.Last(request => request.Method != "Log").Method);
        Assert.Empty(outcome.Errors);
    }

    [StandInFact]
    public async Task A_program_that_logged_an_error_deploys_the_rest_and_ends_with_1()
    {
        var outcome = await WireProgram.RunAsync(() =>
        {
            Log.Error("no such zone");
            _ = new Thing("a");
        });

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(["no such zone"], outcome.Errors);
        Assert.True(outcome.Of("a").IsDeployed);
        Assert.DoesNotContain(outcome.Requests, request => request.Method == Shutdown);
    }

    [StandInFact]
    public async Task A_program_that_fails_says_why_and_ends_with_32()
    {
        var outcome = await WireProgram.RunAsync(Fail);

        Assert.Equal(32, outcome.ExitCode);
        Assert.Equal(["no such zone"], outcome.Errors);
        Assert.DoesNotContain(outcome.Requests, request => request.Method == Shutdown);

        static void Fail() => throw new RunException("no such zone");
    }

    [StandInFact]
    public async Task A_failure_that_the_program_did_not_foresee_is_told_in_full()
    {
        var outcome = await WireProgram.RunAsync(Fail);

        Assert.Equal(32, outcome.ExitCode);
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("Running program '", error, StringComparison.Ordinal);
        Assert.Contains("no such zone", error, StringComparison.Ordinal);

        static void Fail() => throw new InvalidOperationException("no such zone");
    }

    [StandInFact]
    public async Task A_resource_that_is_refused_fails_the_program_and_takes_with_it_what_depends_on_it()
    {
        var outcome = await WireProgram.RunAsync(
            () =>
            {
                var refused = new Thing("refused");
                _ = new Thing("user", new ThingArgs { Text = refused.Id });
                _ = new Thing("follower", options: new CustomResourceOptions { DependsOn = { refused } });
                _ = new Thing("other");
            },
            new Scenario { Refused = WireProgram.UrnOf("refused") });

        Assert.Equal(32, outcome.ExitCode);
        Assert.Contains(outcome.Errors, error => error.Contains("the provider says no", StringComparison.Ordinal));
        Assert.Equal(
            ["acme-dev", "other", "refused"],
            outcome.Registrations.Select(request => request.Text("name")).Order(StringComparer.Ordinal));
    }

    [StandInFact(isOfSourceSdk: true)]
    public async Task A_refusal_is_told_once_however_many_waited_for_it()
    {
        var outcome = await WireProgram.RunAsync(
            () =>
            {
                var refused = new Thing("refused");
                foreach (var index in Enumerable.Range(0, 5))
                    _ = new Thing($"user-{index}", new ThingArgs { Text = refused.Id });
            },
            new Scenario { Refused = WireProgram.UrnOf("refused") });

        Assert.Equal([$"{Thing.Token} \"refused\" was not registered: the provider says no"], outcome.Errors);
    }

    // Its own error, about the one that failed, would be hard to find among as many as there are resources.
    [StandInFact(isOfSourceSdk: true)]
    public async Task An_engine_that_ends_the_deployment_gets_one_message_and_not_one_for_each_resource_that_was_under_way()
    {
        var outcome = await WireProgram.RunAsync(
            () =>
            {
                foreach (var index in Enumerable.Range(0, 5))
                    _ = new Shelf($"shelf-{index}");
                _ = new Thing("failed");
                foreach (var index in Enumerable.Range(0, 5))
                    _ = new Thing($"other-{index}");
            },
            new Scenario { Refused = WireProgram.UrnOf("failed"), RefusedAs = "shutdown" });

        Assert.Equal(32, outcome.ExitCode);
        Assert.Equal(
            ["The Pulumi engine ended the deployment before all of it was registered; its own messages say why."],
            outcome.Errors);
        // More than one was under way, or this shows nothing.
        Assert.True(outcome.Requests.Count(request => request.Refused is not null) > 1);
        Assert.DoesNotContain(outcome.Requests, request => request.Method == Shutdown);
    }

    // The official package starts a task a message: which of them comes first is not fixed.
    [StandInFact(isOfSourceSdk: true)]
    public async Task Messages_arrive_in_their_order()
    {
        const int Count = 50;
        var outcome = await WireProgram.RunAsync(() =>
        {
            foreach (var index in Enumerable.Range(0, Count))
                Log.Info($"message {index}");
        });

        Assert.Equal(
            Enumerable.Range(0, Count).Select(index => $"message {index}"),
            outcome.Logged.Select(request => request.Text("message")));
    }

    [StandInFact]
    public async Task Messages_arrive_with_all_they_say()
    {
        var outcome = await WireProgram.RunAsync(() =>
        {
            var thing = new Thing("a");
            Log.Debug("message of debug");
            Log.Info("message about a thing", thing, streamId: 7, ephemeral: true);
            Log.Warn("message of warning");
        });

        Assert.Equal(0, outcome.ExitCode);
        // The SDK may have something to say as well.
        var messages = outcome.Logged
            .Where(request => request.Text("message").StartsWith("message ", StringComparison.Ordinal))
            .OrderBy(request => (int)request.Fields["severity"]!)
            .ToList();
        Assert.Equal(
            ["0 message of debug", "1 message about a thing", "2 message of warning"],
            messages.Select(request => $"{request.Fields["severity"]} {request.Text("message")}"));
        Assert.Equal((WireProgram.UrnOf("a"), 7, true), Details(messages[1]));
        Assert.Equal(("", 0, false), Details(messages[2]));

        static (string Urn, int Stream, bool? IsEphemeral) Details(EngineRequest request)
            => (request.Text("urn"), (int)request.Fields["streamid"]!, request.Flag("ephemeral"));
    }

    [StandInFact]
    public async Task Two_resources_of_one_name_are_refused()
    {
        var outcome = await WireProgram.RunAsync(() =>
        {
            _ = new Thing("a");
            _ = new Thing("a");
        });

        Assert.Equal(32, outcome.ExitCode);
        Assert.Contains(outcome.Errors, error =>
            error.Contains($"Duplicate resource URN '{WireProgram.UrnOf("a")}'", StringComparison.Ordinal));
    }
}
