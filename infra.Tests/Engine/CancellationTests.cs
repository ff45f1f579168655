using Infra.Tests.Live;

namespace Infra.Tests.Engine;

/// <summary>What becomes of a deployment that somebody stops.</summary>
public sealed class CancellationTests
{
    private const int Registrations = 20;

    [StandInTheory]
    [InlineData(Linux.Interrupt, "SIGINT")]
    [InlineData(Linux.Terminate, "SIGTERM")]
    public async Task A_run_that_is_stopped_ends_at_once_and_says_so(int signal, string name)
    {
        var outcome = await EngineProgram.SignalAsync("reference", "dev", Scenario.Late, Registrations, signal);

        Assert.Equal(
            (
                128 + signal,
                "",
                $"The run was cancelled with {name}; nothing more of the stack is registered. Run it again to go on where it ended.\n"),
            (outcome.ExitCode, outcome.Output, outcome.Error));
        Assert.True(outcome.Seconds < 10, $"It has taken {outcome.Seconds} seconds.");
        Assert.Empty(outcome.Errors);
        // It was stopped in the middle of it.
        Assert.InRange(
            outcome.Registrations.Count(),
            Registrations,
            (await ExpectedRun.OfAsync("reference", "dev")).Plan.Resources.Length - 1);
        Assert.DoesNotContain(outcome.Requests, request => request.Method == "SignalAndWaitForShutdown");
    }
}
