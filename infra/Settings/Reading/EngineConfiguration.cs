using System.Collections.Immutable;
using System.Text.Json;
using Infra.Faults;
using StackPreview;

namespace Infra.Settings.Reading;

/// <summary>Reads a stack's configuration from the environment that the Pulumi engine starts the program with.</summary>
public static class EngineConfiguration
{
    private const string ProjectVariable = "PULUMI_PROJECT";

    /// <summary>Reads the configuration.</summary>
    /// <param name="stack">The stack's name.</param>
    /// <exception cref="InputException">The project has another name, or a variable is not what the engine hands over.</exception>
    public static StackConfiguration Read(string stack)
    {
        // Where it is missing, so is the engine, which the SDK says.
        if (Environment.GetEnvironmentVariable(ProjectVariable) is { Length: > 0 } project)
            StackReading.RequireProjectName(project);

        var secretKeys = Parse(PulumiEngine.SecretKeysVariable, JsonValueKind.Array, "[]")
            .EnumerateArray()
            .Select(key => key.ToString())
            .ToHashSet();
        var values = ImmutableSortedDictionary.CreateBuilder<string, ConfigValue>(StringComparer.Ordinal);
        foreach (var entry in Parse(PulumiEngine.ConfigurationVariable, JsonValueKind.Object, "{}").EnumerateObject())
        {
            values[entry.Name] = secretKeys.Contains(entry.Name)
                ? ConfigValue.Secret(entry.Value.ToString())
                : ConfigValue.Plain(entry.Value.ToString());
        }

        var folder = StackFile.TryFindProjectFolder(Environment.CurrentDirectory);
        return new StackConfiguration(StackReading.ProjectName, stack, values.ToImmutable())
        {
            ProjectFolder = folder,
            // The engine does not say where a value comes from.
            FindFile = folder is null ? null : key => StackFile.FileWith(folder, stack, key),
        };
    }

    private static JsonElement Parse(string variable, JsonValueKind kind, string empty)
    {
        var text = Environment.GetEnvironmentVariable(variable);
        try
        {
            using var document = JsonDocument.Parse(string.IsNullOrEmpty(text) ? empty : text);
            if (document.RootElement.ValueKind == kind)
                return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // The message is the same as for another kind of JSON; the text is not shown, as it may hold secrets.
        }

        throw new InputException(
            $"{variable} is not what the engine hands over; "
                + $"it is a JSON {(kind == JsonValueKind.Array ? "array" : "object")}. Run the program with the pulumi CLI.");
    }
}
