using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Settings.Reading;

/// <summary>Reads a stack's configuration from the environment that the Pulumi engine starts the program with.</summary>
public static class EngineConfiguration
{
    /// <summary>The variable that holds the configuration, a JSON object by full key.</summary>
    public const string ValuesVariable = "PULUMI_CONFIG";

    /// <summary>The variable that holds the full keys of the encrypted values, a JSON array.</summary>
    public const string SecretKeysVariable = "PULUMI_CONFIG_SECRET_KEYS";

    private const string ProjectVariable = "PULUMI_PROJECT";

    /// <summary>Reads the configuration.</summary>
    /// <param name="stack">The stack's name.</param>
    /// <exception cref="SettingsException">The project has another name.</exception>
    public static StackConfiguration Read(string stack)
    {
        // Where it is missing, so is the engine, which the SDK says.
        if (Environment.GetEnvironmentVariable(ProjectVariable) is { Length: > 0 } project)
            StackReading.RequireProjectName(project);

        var secretKeys = Parse(SecretKeysVariable, "[]").EnumerateArray().Select(key => key.GetString()).ToHashSet();
        var values = Parse(ValuesVariable, "{}").EnumerateObject().ToImmutableSortedDictionary(
            entry => entry.Name,
            entry => secretKeys.Contains(entry.Name) ? ConfigValue.Secret(entry.Value.ToString()) : ConfigValue.Plain(entry.Value.ToString()),
            StringComparer.Ordinal);
        return new StackConfiguration(StackReading.ProjectName, stack, values);
    }

    private static JsonElement Parse(string variable, string fallback)
    {
        var text = Environment.GetEnvironmentVariable(variable);
        using var document = JsonDocument.Parse(string.IsNullOrEmpty(text) ? fallback : text);
        return document.RootElement.Clone();
    }
}
