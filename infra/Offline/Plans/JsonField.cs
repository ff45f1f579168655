using System.Text.Json.Nodes;

namespace Infra.Offline.Plans;

/// <summary>A value within JSON.</summary>
/// <param name="Name">The name of the field that it stands in; for an item of a list, the name of the list's.</param>
/// <param name="Value">The value.</param>
internal readonly record struct JsonField(string Name, JsonNode Value);
