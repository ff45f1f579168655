using Sdk.Tests.Support;

namespace Sdk.Tests.TestAsync;

/// <summary>The exit code that runs leave behind.</summary>
[Collection(ExitCodeCollection.Name)]
public sealed class ExitCodeTests : IDisposable
{
    public ExitCodeTests() => Environment.ExitCode = 0;

    public void Dispose() => Environment.ExitCode = 0;

    [Fact]
    public async Task A_failing_TestAsync_sets_the_exit_code_to_32()
    {
        await Assert.ThrowsAsync<RunException>(() => new TestRun().RunAsync(() => throw new RunException("no such zone")));

        Assert.Equal(32, Environment.ExitCode);
    }

    [Fact]
    public async Task A_TestAsync_that_succeeds_leaves_the_exit_code_at_0()
    {
        await new TestRun().RunAsync(() => _ = new Widget("a"));

        Assert.Equal(0, Environment.ExitCode);
    }

    [Fact]
    public async Task An_error_that_was_only_logged_fails_TestAsync_and_leaves_the_exit_code_to_Main()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => new TestRun().RunAsync(() => Log.Error("no such zone")));

        Assert.Equal("no such zone", failure.Message);
        Assert.Equal(0, Environment.ExitCode);
    }

    [Fact]
    public async Task Messages_below_an_error_do_not_fail_TestAsync()
    {
        var resources = await new TestRun().RunAsync(() =>
        {
            Log.Debug("looking");
            Log.Info("found");
            Log.Warn("it is old");
            _ = new Widget("a");
        });

        Assert.Contains(resources, resource => resource is Widget);
        Assert.Equal(0, Environment.ExitCode);
    }
}
