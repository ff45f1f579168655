using System.Text.Json;
using Infra.Offline.Running;
using Infra.Settings.Reading;

namespace Infra.Tests.Support;

/// <summary>
/// Hands a run its configuration. It goes through the process's environment, which all tests share, and is read before the run first waits for
/// anything.
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
            var before = (Read(EngineConfiguration.ValuesVariable), Read(EngineConfiguration.SecretKeysVariable));
            Task<T> running;
            try
            {
                Environment.SetEnvironmentVariable(EngineConfiguration.ValuesVariable, JsonSerializer.Serialize(secrets));
                Environment.SetEnvironmentVariable(EngineConfiguration.SecretKeysVariable, JsonSerializer.Serialize(secrets.Keys));
                running = run();
            }
            finally
            {
                Environment.SetEnvironmentVariable(EngineConfiguration.ValuesVariable, before.Item1);
                Environment.SetEnvironmentVariable(EngineConfiguration.SecretKeysVariable, before.Item2);
            }

            return running;
        }

        static string? Read(string variable) => Environment.GetEnvironmentVariable(variable);
    }
}
