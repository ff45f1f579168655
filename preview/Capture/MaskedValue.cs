using System.Text.Json.Nodes;

namespace StackPreview.Capture;

/// <summary>A secret that was masked.</summary>
/// <param name="Mask">What stands in its place.</param>
/// <param name="Declared">What was declared there.</param>
internal sealed record MaskedValue(JsonNode Mask, object? Declared);
