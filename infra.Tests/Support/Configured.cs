using System.Text.Json;
using StackPreview;
using StackPreview.Running;

namespace Infra.Tests.Support;

/// <summary>
/// Hands a run its configuration. It goes through the process's environment, which all tests share, and is read before the run first waits
/// for anything.
/// </summary>
internal static class Configured
{
    /// <summary>Starts a run.</summary>
    /// <param name="secrets">Encrypted values by full key, such as <c>infra:LLM_API_KEY</c>.</param>
    /// <param name="run">The run.</param>
    public static Task<T> StartAsync<T>(IReadOnlyDictionary<string, string> secrets, Func<Task<T>> run)
    {
        lock (OfflineRun.EnvironmentLock)
        {
            var before = (Read(PulumiEngine.ConfigurationVariable), Read(PulumiEngine.SecretKeysVariable));
            Task<T> running;
            try
            {
                Environment.SetEnvironmentVariable(PulumiEngine.ConfigurationVariable, JsonSerializer.Serialize(secrets));
                Environment.SetEnvironmentVariable(PulumiEngine.SecretKeysVariable, JsonSerializer.Serialize(secrets.Keys));
                running = run();
            }
            finally
            {
                Environment.SetEnvironmentVariable(PulumiEngine.ConfigurationVariable, before.Item1);
                Environment.SetEnvironmentVariable(PulumiEngine.SecretKeysVariable, before.Item2);
            }

            return running;
        }

        static string? Read(string variable) => Environment.GetEnvironmentVariable(variable);
    }
}
