using System.Text.Json.Nodes;

namespace StackPreview.Json;

/// <summary>A value that a path with <c>[*]</c> leads to.</summary>
/// <param name="Path">Where it stands, with what tells the items apart: <c>spec.containers[api].image</c>.</param>
/// <param name="Item">What the last <c>[*]</c> stands for, such as <c>api</c>; empty where the path has none.</param>
/// <param name="Value">The value; null where an item has none there.</param>
public sealed record JsonMatch(string Path, string Item, JsonNode? Value);
