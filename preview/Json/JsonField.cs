using System.Text.Json.Nodes;

namespace StackPreview.Json;

/// <summary>A value within JSON.</summary>
/// <param name="Name">The name of the field that it stands in; for an item of a list, the name of the list's.</param>
/// <param name="Value">The value.</param>
public sealed record JsonField(string Name, JsonNode Value);
