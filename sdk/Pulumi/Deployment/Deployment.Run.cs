using System.Reflection;
using Pulumi.Engine;

namespace Pulumi;

// The entry points of programs, and what they have in common with tests.
public sealed partial class Deployment
{
    /// <summary>The exit code of a program whose error the user has been shown already.</summary>
    private const int ExitCodeAfterShownError = 32;

    private static readonly TimeSpan LongestTelling = TimeSpan.FromSeconds(5);

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
        => RunUnderEngineAsync(() => new Stack(func, options));

    /// <inheritdoc cref="RunAsync(Action)"/>
    /// <typeparam name="TStack">The program's stack.</typeparam>
    /// <summary>Runs a program whose resources a stack class declares.</summary>
    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new()
        => RunUnderEngineAsync(Construct<TStack>);

    /// <inheritdoc cref="RunAsync{TStack}()"/>
    /// <param name="serviceProvider">Gives the stack.</param>
    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack
        => RunUnderEngineAsync(() => Resolve<TStack>(serviceProvider));

    private static async Task<int> RunUnderEngineAsync(Func<Stack> construct)
    {
        var environment = EngineEnvironment.Read();
        using var monitor = new EngineChannel(environment.Monitor);
        using var engine = new EngineChannel(environment.Engine);
        return await RunStackAsync(new Deployment(new EngineMonitor(monitor), new EngineLog(engine), environment.Instance), construct);
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
            await deployment._monitor.ConnectAsync();
            construct().RegisterPropertyOutputs();
        }
        catch (Exception exception)
        {
            failures.Add(exception);
        }

        failures.AddRange((await deployment.InFlight.WaitAsync()).Except(failures));
        if (failures.Count == 0)
        {
            if (deployment.Logger.HasErrors)
                return 1;
            if (await ShutDownAsync(deployment) is not { } failure)
                return 0;
            failures.Add(failure);
        }

        // Whatever was under way when the connection broke says so, each in the words of the moment.
        var messages = failures
            .DistinctBy(failure => failure is EngineException { Failure: EngineFailure.ConnectionLost } ? "" : Describe(failure))
            .Select(Describe)
            .ToList();
        var isSilent = failures.Exists(failure => failure is EngineException { Failure: EngineFailure.Unanswered });
        if (!isSilent && await TellAsync(deployment, messages))
            return Environment.ExitCode = ExitCodeAfterShownError;

        // Without an engine that shows them, errors are shown here.
        foreach (var message in messages)
            await Console.Error.WriteLineAsync(message);
        return Environment.ExitCode = 1;
    }

    private static async Task<Exception?> ShutDownAsync(Deployment deployment)
    {
        try
        {
            await deployment._monitor.SignalAndWaitForShutdownAsync();
            return null;
        }
        catch (EngineException exception)
        {
            return exception;
        }
    }

    private static async Task<bool> TellAsync(Deployment deployment, List<string> errors)
    {
        try
        {
            foreach (var error in errors)
                await deployment.Logger.LogAsync(new LogMessage(LogSeverity.Error, error)).WaitAsync(LongestTelling);
            return true;
        }
        catch (Exception exception) when (exception is EngineException or TimeoutException)
        {
            return false;
        }
    }

    private static string Describe(Exception exception)
        => exception is RunException
            ? exception.Message
            : $"Running program '{Assembly.GetEntryAssembly()?.Location}' failed with an unhandled exception:\n{exception}";
}
