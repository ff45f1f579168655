namespace Pulumi;

/// <summary>A file with a text.</summary>
/// <param name="text">The text.</param>
public sealed class StringAsset(string text) : Asset("text", text);
