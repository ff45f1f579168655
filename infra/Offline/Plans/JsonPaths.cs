using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Infra.Offline.Plans;

/// <summary>Reads along paths in JSON that may lack parts of them.</summary>
internal static class JsonPaths
{
    // Paths stand in the source, so there are few, and each is read many times.
    private static readonly ConcurrentDictionary<string, string[]> Steps = new();

    /// <summary>What stands at a path, such as <c>spec.template</c>; null where it leads nowhere.</summary>
    public static JsonNode? At(this JsonNode? node, string path)
    {
        foreach (var name in Steps.GetOrAdd(path, static text => text.Split('.')))
            node = node is JsonObject map && map.TryGetPropertyValue(name, out var child) ? child : null;
        return node;
    }

    /// <summary>The text at a path; numbers as they are written, empty where it leads nowhere.</summary>
    public static string Text(this JsonNode? node, string path) => node.At(path)?.ToString() ?? "";

    /// <summary>The whole number at a path; null where there is none.</summary>
    public static int? Number(this JsonNode? node, string path) => node.At(path) is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    /// <summary>Whether <c>true</c> stands at a path.</summary>
    public static bool IsTrue(this JsonNode? node, string path) => node.At(path).IsTrue();

    /// <summary>Whether it is <c>true</c>.</summary>
    public static bool IsTrue(this JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    /// <summary>The items of the list at a path; none where it leads nowhere.</summary>
    public static IEnumerable<JsonNode> Items(this JsonNode? node, string path) => node.At(path) is JsonArray list ? list.OfType<JsonNode>() : [];

    /// <summary>The entries of the map at a path; none where it leads nowhere.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Entries(this JsonNode? node, string path) => node.At(path) is JsonObject map ? map : [];

    /// <summary>The entries of the map at a path as text.</summary>
    public static Dictionary<string, string> Texts(this JsonNode? node, string path) => node.Entries(path).ToDictionary(entry => entry.Key, entry => entry.Value?.ToString() ?? "");

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
}
