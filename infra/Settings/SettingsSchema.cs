using System.Text.Json.Nodes;
using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>The JSON schema of a stack file, for editors. It is made of the same calls that read the settings.</summary>
public static class SettingsSchema
{
    /// <summary>The schema of the stack files of these environments and applications.</summary>
    public static JsonObject Of(IReadOnlyList<EnvironmentProfile> environments, IReadOnlyList<ApplicationDefinition> applications)
    {
        var loader = new SettingsLoader(environments, applications);
        // The first application that has a key describes it.
        var readings = applications.Select(application => environments.Select(environment => (environment.Name, Reading: loader.Describe(environment, application))).ToList()).ToList();
        var properties = new JsonObject();
        foreach (var reading in readings)
        {
            foreach (var (name, schema) in SchemaWriter.PropertiesOf([.. reading.Select(one => (one.Name, one.Reading.Descriptions))]).ToList())
                properties.TryAdd($"{StackReading.ProjectName}:{name}", schema?.DeepClone());
        }

        foreach (var secret in readings.SelectMany(reading => reading[0].Reading.SecretDefinitions).Concat(PlatformSecrets.All).DistinctBy(secret => secret.Name))
            properties.TryAdd($"{StackReading.ProjectName}:{secret.Name}", Encrypted($"Secret: pulumi config set --secret {secret.Name}"));

        var names = string.Join('|', properties.Select(property => property.Key[(StackReading.ProjectName.Length + 1)..]));
        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Stack file",
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["config"] = new JsonObject
                {
                    ["type"] = new JsonArray("object", "null"),
                    ["properties"] = properties,
                    ["patternProperties"] = new JsonObject { [$"^{StackReading.ProjectName}:(?!({names})$)"] = false },
                },
            },
        };
    }

    private static JsonObject Encrypted(string description) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["secure"] = new JsonObject { ["type"] = "string" } },
        ["required"] = new JsonArray("secure"),
        ["additionalProperties"] = false,
        ["description"] = description,
    };
}
