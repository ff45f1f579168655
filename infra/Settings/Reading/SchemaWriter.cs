using System.Text.Json.Nodes;

namespace Infra.Settings.Reading;

/// <summary>Makes JSON schemas of settings.</summary>
internal static class SchemaWriter
{
    /// <summary>The schemas of settings by name.</summary>
    public static JsonObject PropertiesOf(IEnumerable<DescribedSetting> settings)
    {
        var properties = new JsonObject();
        foreach (var setting in settings)
        {
            var schema = setting.Schema is { } own ? own() : ObjectOf(setting.Settings);
            schema["description"] = setting.Default is null ? setting.Meaning : $"{setting.Meaning} Default: {Shown(setting.Default)}.";
            properties[setting.Name] = schema;
        }

        return properties;
    }

    private static JsonObject ObjectOf(IEnumerable<DescribedSetting> settings) => new()
    {
        ["type"] = "object",
        ["properties"] = PropertiesOf(settings),
        ["additionalProperties"] = false,
    };

    private static string Shown(string value) => value.Length == 0 ? "none" : value;
}
