using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StackPreview.PlanFiles;

/// <summary>A value in a plan's file. Whatever is not as the format wants it is refused with its path.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Path">Where the value stands in it.</param>
/// <param name="Value">The value.</param>
internal readonly record struct PlanNode(string File, string Path, JsonElement Value)
{
    /// <summary>What to do about a file that is no plan.</summary>
    public const string Fix = "Write the plan again with preview STACK --out DIR";

    private const int LongestText = 100;

    /// <summary>The field of a map, which must be there.</summary>
    public PlanNode this[string name]
        => Optional(name) ?? throw Refusal($"{PathOf(name)} is missing", $"a plan of version {PlanJson.Version} has it");

    /// <summary>The field of a map; null where it is absent or null.</summary>
    public PlanNode? Optional(string name)
        => OfKind(JsonValueKind.Object, "a map").Value.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? this with
            {
                Path = PathOf(name),
                Value = value,
            }
            : null;

    /// <summary>The value as text.</summary>
    public string Text() => OfKind(JsonValueKind.String, "text").Value.GetString()!;

    /// <summary>The value as true or false.</summary>
    public bool Flag() => Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? Value.GetBoolean() : throw Wrong("true or false");

    /// <summary>The value as a whole number.</summary>
    public int Number()
        => Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var number) ? number : throw Wrong("a whole number");

    /// <summary>The value as a map that is kept as it is.</summary>
    public JsonObject Map() => JsonObject.Create(OfKind(JsonValueKind.Object, "a map").Value)!;

    /// <summary>The items of a list.</summary>
    public IEnumerable<PlanNode> Items()
    {
        var node = this;
        return OfKind(JsonValueKind.Array, "a list")
            .Value.EnumerateArray()
            .Select((item, index) => node with { Path = $"{node.Path}[{index}]", Value = item });
    }

    /// <summary>The entries of a map.</summary>
    public IEnumerable<KeyValuePair<string, PlanNode>> Entries()
    {
        var node = this;
        return OfKind(JsonValueKind.Object, "a map")
            .Value.EnumerateObject()
            .Select(entry => KeyValuePair.Create(entry.Name, node with { Path = node.PathOf(entry.Name), Value = entry.Value }));
    }

    /// <summary>The items of a list of texts; none where the list is absent.</summary>
    public static ImmutableArray<string> Texts(PlanNode? list) => [.. (list?.Items() ?? []).Select(item => item.Text())];

    /// <summary>The entries of a map of texts; none where the map is absent.</summary>
    public static ImmutableSortedDictionary<string, string> TextMap(PlanNode? map)
        => (map?.Entries() ?? []).ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value.Text(), StringComparer.Ordinal);

    /// <summary>Refuses a map that has other fields than these.</summary>
    public PlanNode HasOnly(params ReadOnlySpan<string> names)
    {
        foreach (var entry in OfKind(JsonValueKind.Object, "a map").Value.EnumerateObject())
        {
            if (!names.Contains(entry.Name))
                throw Refusal($"{PathOf(entry.Name)} is unknown", $"a plan of version {PlanJson.Version} has no such field");
        }

        return this;
    }

    /// <summary>The refusal of the file.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="rule">What the format wants.</param>
    public PreviewException Refusal(string problem, string rule) => new($"{File}: {problem}; {rule}. {Fix}.");

    /// <summary>The refusal of this value.</summary>
    /// <param name="wanted">What it takes.</param>
    public PreviewException Wrong(string wanted)
        => Refusal($"{(Path.Length > 0 ? Path : "the file")} is {Shown(Value)}", $"it takes {wanted}");

    /// <summary>A text as a message quotes it: its beginning.</summary>
    public static string Shown(string text) => text.Length > LongestText ? $"\"{text[..LongestText]}…\"" : $"\"{text}\"";

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "a map",
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "empty",
        JsonValueKind.String => Shown(value.GetString()!),
        _ => value.GetRawText(),
    };

    private PlanNode OfKind(JsonValueKind kind, string wanted) => Value.ValueKind == kind ? this : throw Wrong(wanted);

    private string PathOf(string name) => Path.Length > 0 ? $"{Path}.{name}" : name;
}
