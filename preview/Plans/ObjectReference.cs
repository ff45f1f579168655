using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StackPreview.Json;
using StackPreview.Kinds;

namespace StackPreview.Plans;

/// <summary>That a resource names a Secret or a ConfigMap.</summary>
/// <param name="Kind">The kind of what it names.</param>
/// <param name="Name">Its name.</param>
/// <param name="Keys">The keys that it must have.</param>
public sealed record ObjectReference(string Kind, string Name, ImmutableArray<string> Keys)
{
    /// <summary>What a resource names, by the facts of its kind; what is optional is left out.</summary>
    public static IEnumerable<ObjectReference> In(PlannedResource resource)
    {
        if (resource.Facts.References.IsEmpty)
            return [];
        var (atPaths, anywhere) = (
            resource.Facts.References.Where(IsPath),
            resource.Facts.References.Where(fact => !IsPath(fact)).ToLookup(fact => fact.Field));
        var references = from fact in atPaths from value in ValuesAt(resource.Inputs, fact.Field) select Read(fact, value);
        return references
            .Concat(resource.Inputs.WithDescendants().SelectMany(field => anywhere[field.Name].Select(fact => Read(fact, field.Value))))
            .OfType<ObjectReference>();
    }

    /// <inheritdoc/>
    public bool Equals(ObjectReference? other)
        => other is not null && Kind == other.Kind && Name == other.Name && Keys.SequenceEqual(other.Keys);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Name, Keys.Length);

    private static bool IsPath(ReferenceFact fact) => fact.Field.Contains('.');

    private static IEnumerable<JsonNode> ValuesAt(JsonNode inputs, string path) => inputs.At(path) switch
    {
        null => [],
        JsonArray list => list.OfType<JsonNode>(),
        var value => [value],
    };

    private static ObjectReference? Read(ReferenceFact fact, JsonNode value)
        => value switch
        {
            JsonObject map when map.IsTrue("optional") => null,
            JsonObject map when fact.NameField.Length > 0 && map[fact.NameField] is JsonValue name => new ObjectReference(
                fact.Kind,
                name.ToString(),
                KeysOf(fact, map)),
            JsonValue name when fact.NameField.Length == 0 => new ObjectReference(fact.Kind, name.ToString(), fact.Keys),
            _ => null,
        };

    private static ImmutableArray<string> KeysOf(ReferenceFact fact, JsonObject map)
        => map["key"] is { } key ? [.. fact.Keys, key.ToString()] : [.. fact.Keys, .. map.Items("items").Select(item => item.Text("key"))];
}
