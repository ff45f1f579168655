using Pulumi;

namespace StackPreview.Capture;

/// <summary>A resource as it was before registration.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Args">Its arguments.</param>
/// <param name="Options">Its own options, without what it inherits.</param>
internal sealed record CapturedResource(Resource Resource, ResourceArgs Args, ResourceOptions Options);
