using System.Reflection;

namespace Pulumi;

// The entry points of programs, and what they have in common with tests.
public sealed partial class Deployment
{
    /// <summary>The exit code of a program whose error the user has been shown already.</summary>
    private const int ExitCodeAfterShownError = 32;

    private static readonly string[] EngineVariables =
        ["PULUMI_MONITOR", "PULUMI_ENGINE", "PULUMI_PROJECT", "PULUMI_STACK", "PULUMI_DRY_RUN", "PULUMI_QUERY_MODE", "PULUMI_PARALLEL"];

    /// <summary>Runs a program whose resources the function declares.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="InvalidOperationException">The engine did not start this process.</exception>
    public static Task<int> RunAsync(Action action)
        => RunAsync(() =>
        {
            action();
            return Task.CompletedTask;
        });

    /// <inheritdoc cref="RunAsync(Action)"/>
    /// <summary>Runs a program whose resources the function declares, and whose outputs it returns.</summary>
    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RunAsync(() => Task.FromResult(func()));

    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task<int> RunAsync(Func<Task> func)
        => RunAsync(async () =>
        {
            await func();
            return (IDictionary<string, object?>)new Dictionary<string, object?>();
        });

    /// <inheritdoc cref="RunAsync(Func{IDictionary{string, object}})"/>
    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null)
        => RunStackAsync(FromEngine(), () => new Stack(func, options));

    /// <inheritdoc cref="RunAsync(Action)"/>
    /// <typeparam name="TStack">The program's stack.</typeparam>
    /// <summary>Runs a program whose resources a stack class declares.</summary>
    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new()
        => RunStackAsync(FromEngine(), Construct<TStack>);

    /// <inheritdoc cref="RunAsync{TStack}()"/>
    /// <param name="serviceProvider">Gives the stack.</param>
    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack
        => RunStackAsync(FromEngine(), () => Resolve<TStack>(serviceProvider));

    private static Deployment FromEngine()
    {
        if (EngineVariables.Any(name => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))))
            throw new InvalidOperationException("Program run without the Pulumi engine available; re-run using the `pulumi` CLI");
        throw new NotSupportedException("This build of the Pulumi package has no connection to the engine. Build with the official packages.");
    }

    private static TStack Resolve<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack
        => serviceProvider.GetService(typeof(TStack)) as TStack
            ?? throw new InvalidOperationException($"Failed to resolve instance of type {typeof(TStack)} from service provider.");

    private static TStack Construct<TStack>()
        where TStack : Stack, new()
        => (TStack)Activator.CreateInstance(typeof(TStack), BindingFlags.DoNotWrapExceptions, binder: null, args: null, culture: null)!;

    private static async Task<int> RunStackAsync(Deployment deployment, Func<Stack> construct)
    {
        Running.Value = deployment;
        var failures = new List<Exception>();
        try
        {
            construct().RegisterPropertyOutputs();
        }
        catch (Exception exception)
        {
            failures.Add(exception);
        }

        failures.AddRange((await deployment.InFlight.WaitAsync()).Except(failures));
        foreach (var failure in failures)
            await deployment.Logger.LogAsync(LogSeverity.Error, Describe(failure));

        if (failures.Count > 0)
            return Environment.ExitCode = ExitCodeAfterShownError;
        return deployment.Logger.HasErrors ? 1 : 0;
    }

    private static string Describe(Exception exception)
        => exception is RunException
            ? exception.Message
            : $"Running program '{Assembly.GetEntryAssembly()?.Location}' failed with an unhandled exception:\n{exception}";
}
