using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

// The entry points of tests: mocks play the engine.
public sealed partial class Deployment
{
    /// <summary>Runs a stack that the service provider gives, against mocks.</summary>
    /// <returns>The declared resources, the stack first.</returns>
    /// <exception cref="RunException">
    /// The program failed; several failures come as an <see cref="AggregateException"/> of these.
    /// </exception>
    public static Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(
        IMocks mocks,
        IServiceProvider serviceProvider,
        TestOptions? options = null)
        where TStack : Stack
        => TestStackAsync(mocks, options, () => Resolve<TStack>(serviceProvider));

    /// <inheritdoc cref="TestWithServiceProviderAsync{TStack}"/>
    /// <summary>Runs a stack against mocks.</summary>
    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new()
        => TestStackAsync(mocks, options, Construct<TStack>);

    /// <inheritdoc cref="TestWithServiceProviderAsync{TStack}"/>
    /// <summary>Runs a function that declares resources and returns outputs, against mocks.</summary>
    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task<IDictionary<string, object?>>> createResources)
    {
        var all = await TestStackAsync(testMocks, testOptions, () => new Stack(createResources, options: null));
        var stack = all.OfType<Stack>().Single();
        return (all.Remove(stack), (await stack.OutputValues!.Data).As<IDictionary<string, object?>>());
    }

    /// <inheritdoc cref="TestAsync(IMocks, TestOptions, Func{Task{IDictionary{string, object}}})"/>
    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<IDictionary<string, object?>> createResources)
        => TestAsync(testMocks, testOptions, () => Task.FromResult(createResources()));

    /// <inheritdoc cref="TestWithServiceProviderAsync{TStack}"/>
    /// <summary>Runs a function that declares resources, against mocks.</summary>
    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Func<Task> createResources)
    {
        var (resources, _) = await TestAsync(testMocks, testOptions, async () =>
        {
            await createResources();
            return (IDictionary<string, object?>)new Dictionary<string, object?>();
        });
        return resources;
    }

    /// <inheritdoc cref="TestAsync(IMocks, TestOptions, Func{Task})"/>
    public static Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources)
        => TestAsync(testMocks, testOptions, () =>
        {
            createResources();
            return Task.CompletedTask;
        });

    private static async Task<ImmutableArray<Resource>> TestStackAsync(IMocks mocks, TestOptions? options, Func<Stack> construct)
    {
        var engine = new TestEngine();
        var monitor = new TestMonitor(mocks);
        var instance = new DeploymentInstance(
            options?.OrganizationName ?? "organization",
            options?.ProjectName ?? "project",
            options?.StackName ?? "stack",
            options?.IsPreview ?? true);
        await RunStackAsync(new Deployment(monitor, engine, instance), construct);

        return engine.Errors switch
        {
            [] => monitor.Resources,
            [var error] => throw new RunException(error),
            var errors => throw new AggregateException(errors.Select(error => new RunException(error))),
        };
    }
}
