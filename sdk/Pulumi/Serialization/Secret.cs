namespace Pulumi.Serialization;

/// <summary>A secret within serialized values.</summary>
/// <param name="Value">The plain value, serialized.</param>
internal sealed record Secret(object? Value);
