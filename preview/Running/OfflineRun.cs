using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Testing;
using StackPreview.Capture;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace StackPreview.Running;

/// <summary>Runs a program in this process, on the SDK's own test monitor: without an engine, a cluster or a secret.</summary>
public static class OfflineRun
{
    /// <summary>The configuration is handed over through the process's environment, which all runs share.</summary>
    internal static Lock EnvironmentLock { get; } = new();

    /// <summary>Runs a program and gives what it declares.</summary>
    /// <exception cref="PreviewException">The program failed.</exception>
    public static async Task<Plan> PlanAsync(StackProgram program, RunOptions options)
    {
        var capture = new PlanCapture(options.Kinds);
        var test = new TestOptions { ProjectName = options.Project, StackName = options.Stack, IsPreview = false };
        var engine = new OfflineEngine(options.Kinds, capture.IsComponent);
        var configuration = new Dictionary<string, string>(options.Configuration);
        foreach (var key in options.Secrets)
            configuration.Add(key, Placeholder.Of(key[(key.IndexOf(':') + 1)..]));
        try
        {
            await Begin(configuration, options.Secrets, () =>
                Deployment.TestWithServiceProviderAsync<Stack>(engine, program.ProviderWith(capture.Options), test));
            return capture.ToPlan(
                options.Project,
                options.Stack,
                options.AllSecretsArePlaceholders ? new SecretFingerprints(options.Namespace) : null
            ) with
            {
                Environment = options.Environment ?? options.Stack,
                Application = options.Application ?? options.Project,
                Namespace = options.Namespace,
                ProtectsData = options.ProtectsData,
            };
        }
        catch (Exception exception) when (RunFailure.Describe(exception) is { Count: > 0 } lines)
        {
            throw new PreviewException([.. lines]);
        }
    }

    // The run reads the configuration before it first waits for anything, so the environment is restored as soon as it has begun.
    private static Task Begin(Dictionary<string, string> configuration, IReadOnlyCollection<string> secretKeys, Func<Task> run)
    {
        lock (EnvironmentLock)
        {
            var values = new JsonObject();
            foreach (var (key, value) in configuration)
                values[key] = value;
            var valuesBefore = Environment.GetEnvironmentVariable(PulumiEngine.ConfigurationVariable);
            var secretKeysBefore = Environment.GetEnvironmentVariable(PulumiEngine.SecretKeysVariable);
            Environment.SetEnvironmentVariable(PulumiEngine.ConfigurationVariable, values.ToJsonString());
            Environment.SetEnvironmentVariable(PulumiEngine.SecretKeysVariable, new JsonArray([.. secretKeys]).ToJsonString());
            var running = run();
            Environment.SetEnvironmentVariable(PulumiEngine.ConfigurationVariable, valuesBefore);
            Environment.SetEnvironmentVariable(PulumiEngine.SecretKeysVariable, secretKeysBefore);
            return running;
        }
    }
}
