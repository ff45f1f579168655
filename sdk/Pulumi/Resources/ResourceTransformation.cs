namespace Pulumi;

/// <summary>Sees, and may change, a resource's arguments and options before it is registered.</summary>
/// <returns>What to register instead; null to leave it as it is.</returns>
public delegate ResourceTransformationResult? ResourceTransformation(ResourceTransformationArgs args);
