using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace StackPreview.Json;

/// <summary>
/// Reads along paths in JSON that may lack parts of them: <c>spec.template</c>. The empty path is the whole; <c>[*]</c>, where a method
/// takes it, is each item of a list or each entry of a map.
/// </summary>
public static class JsonPaths
{
    private const string AnyItem = "[*]";

    // Paths stand in the source, so there are few, and each is read many times.
    private static readonly ConcurrentDictionary<string, string[]> Steps = new();

    private static readonly string[] ItemNames = ["name", "metadata.name"];

    /// <summary>What stands at a path; null where it leads nowhere.</summary>
    public static JsonNode? At(this JsonNode? node, string path)
    {
        foreach (var name in Steps.GetOrAdd(path, static text => text.Split('.', StringSplitOptions.RemoveEmptyEntries)))
            node = node is JsonObject map && map.TryGetPropertyValue(name, out var child) ? child : null;
        return node;
    }

    /// <summary>
    /// All that a path with <c>[*]</c> leads to: items are told apart by their name, where they have none by their number, and entries by
    /// their key.
    /// </summary>
    public static IEnumerable<JsonMatch> All(this JsonNode? node, string path)
    {
        var parts = path.Split(AnyItem);
        IEnumerable<JsonMatch> found = [new JsonMatch(parts[0], "", node.At(parts[0]))];
        return parts
            .Skip(1)
            .Aggregate(found, (matches, part) =>
                matches.SelectMany(match =>
                    ItemsOf(match.Value).Select(item => new JsonMatch($"{match.Path}[{item.Key}]{part}", item.Key, item.Value.At(part)))));
    }

    /// <summary>The text at a path; numbers as they are written, empty where it leads nowhere.</summary>
    public static string Text(this JsonNode? node, string path) => node.At(path)?.ToString() ?? "";

    /// <summary>The whole number at a path; null where there is none.</summary>
    public static int? Number(this JsonNode? node, string path)
        => node.At(path) is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    /// <summary>Whether <c>true</c> stands at a path.</summary>
    public static bool IsTrue(this JsonNode? node, string path) => node.At(path).IsTrue();

    /// <summary>Whether it is <c>true</c>.</summary>
    public static bool IsTrue(this JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    /// <summary>The items of the list at a path; none where it leads nowhere.</summary>
    public static IEnumerable<JsonNode> Items(this JsonNode? node, string path)
        => node.At(path) is JsonArray list ? list.OfType<JsonNode>() : [];

    /// <summary>The entries of the map at a path; none where it leads nowhere.</summary>
    public static IEnumerable<JsonEntry> Entries(this JsonNode? node, string path)
    {
        if (node.At(path) is not JsonObject map)
            yield break;
        foreach (var (key, value) in map)
            yield return new JsonEntry(key, value);
    }

    /// <summary>The entries of the map at a path as text.</summary>
    public static IReadOnlyDictionary<string, string> Texts(this JsonNode? node, string path)
        => node.Entries(path).ToDictionary(entry => entry.Key, entry => entry.Value?.ToString() ?? "");

    /// <summary>The value and all that stand within it, in the order in which they are written.</summary>
    public static IEnumerable<JsonField> WithDescendants(this JsonNode node)
    {
        var ahead = new Stack<JsonField>([new JsonField("", node)]);
        while (ahead.TryPop(out var field))
        {
            yield return field;
            switch (field.Value)
            {
                case JsonObject map:
                    for (var index = map.Count - 1; index >= 0; index--)
                        Push(map.GetAt(index).Key, map.GetAt(index).Value);
                    break;
                case JsonArray list:
                    for (var index = list.Count - 1; index >= 0; index--)
                        Push(field.Name, list[index]);
                    break;
            }
        }

        void Push(string name, JsonNode? value)
        {
            if (value is not null)
                ahead.Push(new JsonField(name, value));
        }
    }

    private static IEnumerable<JsonEntry> ItemsOf(JsonNode? node) => node switch
    {
        JsonArray list => list.Select((item, index) => new JsonEntry(NameOf(item) ?? $"{index}", item)),
        _ => node.Entries(""),
    };

    private static string? NameOf(JsonNode? item) => ItemNames.Select(name => item.Text(name)).FirstOrDefault(name => name.Length > 0);
}
