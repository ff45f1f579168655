using System.Text.Json.Nodes;
using Infra.Offline.Plans;
using Infra.Settings;
using Infra.Settings.Reading;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Offline.Running;

/// <summary>Runs the program in this process, without an engine, a cluster or a secret.</summary>
internal static class OfflineRun
{
    /// <summary>The configuration is handed over through the process's environment, which all runs share.</summary>
    internal static Lock EnvironmentLock { get; } = new();

    /// <summary>Runs the stack with the settings and gives what it declares.</summary>
    /// <exception cref="RunException">The program failed.</exception>
    public static async Task<Plan> RunAsync(StackSettings settings, string stackName)
    {
        var capture = new PlanCapture();
        var options = new TestOptions { ProjectName = StackReading.ProjectName, StackName = stackName, IsPreview = false };
        var provider = new StackProvider(settings, capture.Options);
        // Placeholders for all secrets: a plan is made without any.
        var secrets = settings.SuppliedSecrets.ToDictionary(name => $"{StackReading.ProjectName}:{name}", Placeholder.Of);
        await Begin(secrets, () => Deployment.TestWithServiceProviderAsync<PlatformStack>(new OfflineMocks(), provider, options));
        return capture.ToPlan(stackName, new SecretFingerprints(settings.Namespace)) with
        {
            Environment = settings.Environment.Name,
            Application = settings.Application.Name,
            Namespace = settings.Namespace,
            ProtectsData = settings.Environment.ProtectsData,
        };
    }

    // The run reads the configuration before it first waits for anything, so the environment is restored as soon as it has begun.
    private static Task Begin(Dictionary<string, string> configuration, Func<Task> run)
    {
        lock (EnvironmentLock)
        {
            string[] names = [EngineConfiguration.ValuesVariable, EngineConfiguration.SecretKeysVariable];
            var before = names.Select(Environment.GetEnvironmentVariable).ToList();
            Environment.SetEnvironmentVariable(names[0], new JsonObject(configuration.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))).ToJsonString());
            Environment.SetEnvironmentVariable(names[1], new JsonArray([.. configuration.Keys]).ToJsonString());
            var running = run();
            foreach (var (name, value) in names.Zip(before))
                Environment.SetEnvironmentVariable(name, value);
            return running;
        }
    }
}
