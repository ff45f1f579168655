using System.Text.Json.Nodes;

namespace StackPreview.Json;

/// <summary>An entry of a map, or an item of a list by what tells it from the others.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value; null where none is given.</param>
public sealed record JsonEntry(string Key, JsonNode? Value);
