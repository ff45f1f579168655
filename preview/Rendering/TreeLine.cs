using StackPreview.Plans;

namespace StackPreview.Rendering;

/// <summary>A resource in the tree of components.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Depth">How many resources it is below the stack; 1 for what is directly in it.</param>
internal sealed record TreeLine(PlannedResource Resource, int Depth);
