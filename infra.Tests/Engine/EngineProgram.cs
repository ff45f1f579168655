using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Tests.Live;
using Infra.Tests.Support;

namespace Infra.Tests.Engine;

/// <summary>The built program as a process of its own, started as the engine starts it.</summary>
internal static class EngineProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly ConcurrentDictionary<(string Application, string Stack), Lazy<Task<EngineOutcome>>> Known = new();

    /// <summary>The variables that are there in each run; without one, the program was not started by the engine.</summary>
    public static IReadOnlyList<string> Required { get; } =
    ["PULUMI_MONITOR", "PULUMI_ENGINE", "PULUMI_PROJECT", "PULUMI_STACK", "PULUMI_DRY_RUN", "PULUMI_QUERY_MODE", "PULUMI_PARALLEL"];

    /// <summary>
    /// The deployment of an <see cref="EngineStack"/> by an engine that answers in another order than it was asked. It is made once.
    /// </summary>
    public static Task<EngineOutcome> DeployedAsync(string application, string stack)
        => Known
            .GetOrAdd((application, stack), key => new Lazy<Task<EngineOutcome>>(() =>
                RunAsync(key.Application, key.Stack, Scenario.Reversed)))
            .Value;

    /// <summary>Runs an <see cref="EngineStack"/> to its end.</summary>
    public static async Task<EngineOutcome> RunAsync(string application, string stack, Scenario scenario)
        => await RunAsync(EngineStack.Of(application, stack), scenario, (await ExpectedRun.OfAsync(application, stack)).Answers);

    /// <summary>
    /// Runs an <see cref="EngineStack"/> until that many resources were registered, answered or not, and sends the process a signal.
    /// </summary>
    public static async Task<EngineOutcome> SignalAsync(string application, string stack, Scenario scenario, int registrations, int signal)
    {
        var answers = (await ExpectedRun.OfAsync(application, stack)).Answers;
        return await RunAsync(
            EngineStack.Of(application, stack),
            scenario,
            answers,
            [],
            async (session, process) =>
            {
                await session.ArrivalAsync(registrations);
                Linux.Signal(process.Id, signal);
            },
            // Whoever runs tests in the background has them ignore SIGINT, and so what they start.
            "env",
            "--default-signal=INT,TERM",
            ProgramPath);
    }

    /// <summary>Runs any stack to its end.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="scenario">How the engine behaves.</param>
    /// <param name="answers">What it answers, by URN. Default: what it was asked.</param>
    /// <param name="change">Environment variables that differ from the engine's; null for one that is missing.</param>
    public static Task<EngineOutcome> RunAsync(
        EngineStack stack,
        Scenario scenario,
        JsonObject? answers = null,
        params IEnumerable<(string Name, string? Value)> change
    ) => RunAsync(stack, scenario, answers ?? [], change, (_, _) => Task.CompletedTask, ProgramPath);

    private static async Task<EngineOutcome> RunAsync(
        EngineStack stack,
        Scenario scenario,
        JsonObject answers,
        IEnumerable<(string Name, string? Value)> change,
        Func<StandInSession, Process, Task> meanwhile,
        string program,
        params string[] arguments)
    {
        var session = await StandInSession.OpenAsync(scenario, EngineStack.ProjectName, stack.Name, answers);
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Repository.PathOf("infra"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PULUMI_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in Variables(stack, scenario, session).Concat(change))
            start.Environment[name] = value;

        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var (output, error, peak) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync(), PeakAsync(process));
        await meanwhile(session, process);
        await EndAsync(process);
        var (seconds, ended) = (watch.Elapsed.TotalSeconds, DateTimeOffset.UtcNow);
        return new EngineOutcome(process.ExitCode, await output, await error, seconds, await peak, ended, await session.CloseAsync());
    }

    // The one that people run, which was compiled ahead of time; it lies beside that of the tests.
    private static string ProgramPath
        => Path.Combine(AppContext.BaseDirectory, "..", "..", "Infra", new DirectoryInfo(AppContext.BaseDirectory).Name, "Infra");

    private static IEnumerable<(string Name, string? Value)> Variables(EngineStack stack, Scenario scenario, StandInSession session) =>
    [
        ("PULUMI_MONITOR", session.Monitor),
        ("PULUMI_ENGINE", session.Engine),
        ("PULUMI_PROJECT", EngineStack.ProjectName),
        ("PULUMI_STACK", stack.Name),
        ("PULUMI_ORGANIZATION", "organization"),
        ("PULUMI_DRY_RUN", scenario.IsPreview ? "true" : "false"),
        ("PULUMI_QUERY_MODE", "false"),
        ("PULUMI_PARALLEL", "16"),
        ("KUBECONFIG", Repository.PathOf("infra.Tests", "Engine", "kubeconfig.yaml")),
        ("PULUMI_CONFIG", stack.ValuesText),
        ("PULUMI_CONFIG_SECRET_KEYS", stack.SecretKeysText),
    ];

    private static async Task EndAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The program has not ended within {Patience.TotalSeconds} seconds.");
        }
    }

    // The kernel keeps the peak while the process lives, and tells it on Linux only.
    private static async Task<double> PeakAsync(Process process)
    {
        var kibibytes = 0.0;
        while (!process.HasExited && OperatingSystem.IsLinux())
        {
            try
            {
                var line = File.ReadLines($"/proc/{process.Id}/status")
                    .FirstOrDefault(status => status.StartsWith("VmHWM:", StringComparison.Ordinal));
                kibibytes = line is null
                    ? kibibytes
                    : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // It has ended meanwhile.
            }

            await Task.Delay(10);
        }

        return kibibytes / 1024;
    }
}
