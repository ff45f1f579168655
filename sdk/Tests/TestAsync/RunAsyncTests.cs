using Moq;
using Sdk.Tests.Support;

namespace Sdk.Tests.TestAsync;

/// <summary>RunAsync, without the engine that would start the process.</summary>
public class RunAsyncTests
{
    private const string NoEngine = "Program run without the Pulumi engine available; re-run using the `pulumi` CLI";

    [Fact]
    public Task RunAsync_of_a_function_throws_without_the_variables_of_the_engine()
        => ThrowsAsync(() => Deployment.RunAsync(() => { }));

    [Fact]
    public Task RunAsync_of_a_function_with_outputs_throws_without_the_variables_of_the_engine()
        => ThrowsAsync(() => Deployment.RunAsync(() => new Dictionary<string, object?>()));

    [Fact]
    public Task RunAsync_of_an_asynchronous_function_throws_without_the_variables_of_the_engine()
        => ThrowsAsync(() => Deployment.RunAsync(() => Task.CompletedTask));

    [Fact]
    public Task RunAsync_of_an_asynchronous_function_with_outputs_throws_without_the_variables_of_the_engine()
        => ThrowsAsync(() => Deployment.RunAsync(() => Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>())));

    [Fact]
    public Task RunAsync_of_a_stack_throws_without_the_variables_of_the_engine()
        => ThrowsAsync(Deployment.RunAsync<EmptyStack>);

    [Fact]
    public Task RunAsync_of_a_stack_with_services_throws_without_the_variables_of_the_engine()
        => ThrowsAsync(() => Deployment.RunAsync<EmptyStack>(new Mock<IServiceProvider>().Object));

    [Fact]
    public async Task RunAsync_after_TestAsync_in_one_process_is_a_run_of_its_own()
    {
        await new TestRun().RunAsync(() => _ = new Widget("a"));

        await ThrowsAsync(() => Deployment.RunAsync(() => { }));
    }

    private static async Task ThrowsAsync(Func<Task<int>> run)
        => Assert.Equal(NoEngine, (await Assert.ThrowsAsync<InvalidOperationException>(run)).Message);
}
