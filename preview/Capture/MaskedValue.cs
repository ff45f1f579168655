using System.Text.Json.Nodes;

namespace StackPreview.Capture;

/// <summary>A secret that was masked.</summary>
/// <param name="Mask">What stands in its place.</param>
/// <param name="Declared">What was declared there.</param>
internal readonly record struct MaskedValue(JsonNode Mask, object? Declared);
