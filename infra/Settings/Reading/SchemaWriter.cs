using System.Text.Json.Nodes;

namespace Infra.Settings.Reading;

/// <summary>Makes JSON schemas of what was asked for.</summary>
internal static class SchemaWriter
{
    /// <summary>The schemas of settings by name.</summary>
    /// <param name="readings">The settings as they were read for each environment: their defaults may differ.</param>
    public static JsonObject PropertiesOf(IReadOnlyList<(string Environment, IReadOnlyList<SettingDescription> Settings)> readings)
    {
        var properties = new JsonObject();
        foreach (var setting in readings[0].Settings)
        {
            var variants = readings.Select(reading => (reading.Environment, Setting: reading.Settings.Single(other => other.Name == setting.Name))).ToList();
            var schema = setting.Schema is { } own ? own() : ObjectOf([.. variants.Select(variant => (variant.Environment, variant.Setting.Section!.Descriptions))]);
            schema["description"] = setting.Meaning + DefaultOf([.. variants.Select(variant => (variant.Environment, variant.Setting.Default))]);
            properties[setting.Name] = schema;
        }

        return properties;
    }

    private static JsonObject ObjectOf(IReadOnlyList<(string Environment, IReadOnlyList<SettingDescription> Settings)> readings) => new()
    {
        ["type"] = "object",
        ["properties"] = PropertiesOf(readings),
        ["additionalProperties"] = false,
    };

    private static string DefaultOf(IReadOnlyList<(string Environment, string? Default)> variants)
    {
        if (variants.All(variant => variant.Default is null))
            return "";
        return variants.DistinctBy(variant => variant.Default).Count() == 1
            ? $" Default: {Shown(variants[0].Default)}."
            : $" Default: {string.Join(", ", variants.Select(variant => $"{Shown(variant.Default)} in {variant.Environment}"))}.";
    }

    private static string Shown(string? value) => string.IsNullOrEmpty(value) ? "none" : value;
}
