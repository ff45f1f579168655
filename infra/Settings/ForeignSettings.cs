using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>What a stack file says of the application it is for, which means nothing to another one that is previewed with it.</summary>
internal static class ForeignSettings
{
    private static readonly string[] OfApplication =
        ["namespace", "release", "workloads", "volumes", "volumeBackups", "variables", "generations", "companions"];

    /// <summary>The configuration without what is about the application.</summary>
    public static StackConfiguration Without(StackConfiguration configuration, ApplicationDefinition application)
    {
        var edge = KeyOf("edge");
        var keys = OfApplication.Concat(application.Secrets.OfType<SuppliedSecret>().Select(secret => secret.Name)).Select(KeyOf);
        var values = configuration.Values.RemoveRange(keys);
        if (values.GetValueOrDefault(edge) is { IsSecret: false } value && ParseMap(value.Text) is { } map && map.Remove("hosts"))
            values = values.SetItem(edge, value with { Text = map.ToJsonString() });
        return configuration with { Values = values };

        string KeyOf(string name) => $"{configuration.Project}:{name}";
    }

    // Whatever else stands there is reported by whoever reads it.
    private static JsonObject? ParseMap(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
