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
        var secrets = options.Secrets.Select(key => KeyValuePair.Create(key, Placeholder.Of(key[(key.IndexOf(':') + 1)..])));
        try
        {
            await Begin(
                options.Configuration.Concat(secrets).ToDictionary(),
                options.Secrets,
                () => Deployment.TestWithServiceProviderAsync<Stack>(engine, program.ProviderWith(capture.Options), test));
            return capture.ToPlan(options.Project, options.Stack, options.AllSecretsArePlaceholders ? new SecretFingerprints(options.Namespace) : null) with
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
            string[] names = [PulumiEngine.ConfigurationVariable, PulumiEngine.SecretKeysVariable];
            var before = names.Select(Environment.GetEnvironmentVariable).ToList();
            Environment.SetEnvironmentVariable(names[0], new JsonObject(configuration.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))).ToJsonString());
            Environment.SetEnvironmentVariable(names[1], new JsonArray([.. secretKeys]).ToJsonString());
            var running = run();
            foreach (var (name, value) in names.Zip(before))
                Environment.SetEnvironmentVariable(name, value);
            return running;
        }
    }
}
