using System.Text.Json.Nodes;
using Infra.Values;
using StackPreview.Plans;

namespace Infra.Tests.Goldens;

/// <summary>The scripts in a plan, by the names of their files, in which they are read and reviewed.</summary>
internal static class EmbeddedScripts
{
    private static readonly Dictionary<string, string> Names = typeof(EmbeddedFile).Assembly
        .GetManifestResourceNames()
        .ToDictionary(EmbeddedFile.Read, name => $"<text of {name}>");

    /// <summary>The plan with the name of the file in the place of each script.</summary>
    public static Plan Named(Plan plan)
        => plan with { Resources = [.. plan.Resources.Select(resource => resource with { Inputs = Named(resource.Inputs)!.AsObject() })] };

    private static JsonNode? Named(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Named(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Named)]),
        JsonValue value when value.TryGetValue<string>(out var text) && NameOf(text) is { } name => JsonValue.Create(name),
        _ => node?.DeepClone(),
    };

    // A script, or one that functions of another file stand before.
    private static string? NameOf(string text)
        => Names.TryGetValue(text, out var name)
            ? name
            : Names
                .Where(entry => text.StartsWith($"{entry.Key}\n", StringComparison.Ordinal))
                .Select(entry => Names.TryGetValue(text[(entry.Key.Length + 1)..], out var rest) ? $"{entry.Value} {rest}" : null)
                .FirstOrDefault(found => found is not null);
}
