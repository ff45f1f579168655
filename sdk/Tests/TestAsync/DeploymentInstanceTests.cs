using Moq;
using Sdk.Tests.Support;

namespace Sdk.Tests.TestAsync;

/// <summary>Deployment.Instance, an AsyncLocal: each run has its own.</summary>
public class DeploymentInstanceTests
{
    [Fact]
    public async Task By_default_a_run_is_a_preview_of_the_stack_stack_in_the_project_project_of_the_organization_organization()
    {
        var instance = await new TestRun().DeclareAsync(() => Deployment.Instance);

        Assert.True(instance.IsDryRun);
        Assert.Equal("stack", instance.StackName);
        Assert.Equal("project", instance.ProjectName);
        Assert.Equal("organization", instance.OrganizationName);
    }

    [Fact]
    public async Task TestOptions_override_the_defaults()
    {
        var options = new TestOptions { IsPreview = false, StackName = "prod", ProjectName = "infra", OrganizationName = "acme" };

        var instance = await new TestRun { Options = options }.DeclareAsync(() => Deployment.Instance);

        Assert.False(instance.IsDryRun);
        Assert.Equal("prod", instance.StackName);
        Assert.Equal("infra", instance.ProjectName);
        Assert.Equal("acme", instance.OrganizationName);
    }

    [Fact]
    public async Task The_constructor_of_the_stack_has_run_when_TestAsync_returns_its_task()
    {
        var threadOfConstructor = 0;
        var services = new Mock<IServiceProvider>();
        services
            .Setup(provider => provider.GetService(typeof(CallingStack)))
            .Returns(() => new CallingStack(() => threadOfConstructor = Environment.CurrentManagedThreadId));
        var pending = new TaskCompletionSource();
        var run = new TestRun { Engine = new MockedEngine { Ready = pending.Task } };

        var task = run.StartAsync(() => Deployment.TestWithServiceProviderAsync<CallingStack>(run.Engine.Mocks, services.Object));

        Assert.Equal(Environment.CurrentManagedThreadId, threadOfConstructor);
        Assert.False(task.IsCompleted);
        pending.SetResult();
        Assert.IsType<CallingStack>((await task)[0]);
    }

    [Fact]
    public async Task Concurrent_runs_each_have_their_own_instance_and_configuration()
    {
        var allStarted = new TaskCompletionSource();
        var names = Enumerable.Range(0, 8).Select(number => $"stack-{number}").ToList();

        var seen = names.ConvertAll(name =>
        {
            var run = new TestRun
            {
                Config = $$"""{ "project:name": "{{name}}" }""",
                Options = new TestOptions { StackName = name },
                Engine = new MockedEngine { Ready = allStarted.Task },
            };
            return run.DeclareAsync(() => new Widget("a").Id.Apply(_ => (Deployment.Instance.StackName, new Config().Require("name"))));
        });
        allStarted.SetResult();

        foreach (var (name, output) in names.Zip(await Task.WhenAll(seen)))
            await OutputAssert.KnownAsync((name, name), output);
    }

    private sealed class CallingStack : Stack
    {
        public CallingStack(Action call)
        {
            call();
            _ = new Widget("a");
        }
    }
}
