using System.Text.Json.Nodes;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>The JSON schema of a stack file, for editors. It is made of the same calls that read the settings.</summary>
public static class SettingsSchema
{
    /// <summary>The schema of the stack files that a loader reads.</summary>
    public static JsonObject Of(SettingsLoader loader)
    {
        var description = StackDescription.Of(loader);
        var properties = new JsonObject();
        foreach (var (name, schema) in SchemaWriter.PropertiesOf(description.Settings).ToList())
            properties.Add($"{StackReading.ProjectName}:{name}", schema?.DeepClone());
        foreach (var secret in description.Secrets)
            properties.Add($"{StackReading.ProjectName}:{secret.Name}", Encrypted($"Secret: pulumi config set --secret {secret.Name}"));

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
                    ["patternProperties"] = new JsonObject
                    {
                        [$"^{StackReading.ProjectName}:(?!({names})$)"] = false,
                        ["^[^:]*$"] = false,
                    },
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
