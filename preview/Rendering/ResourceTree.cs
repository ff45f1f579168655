using StackPreview.Plans;

namespace StackPreview.Rendering;

/// <summary>The resources of a plan as a tree of components.</summary>
internal static class ResourceTree
{
    /// <summary>The resources below the stack, each component followed by what is in it.</summary>
    public static IEnumerable<TreeLine> Flatten(Plan plan)
    {
        var children = plan.Resources.Where(resource => resource.Parent is not null).ToLookup(resource => resource.Parent!);
        var stack = plan.Resources.Single(resource => resource.Parent is null);
        return Below(stack, 1);

        IEnumerable<TreeLine> Below(PlannedResource parent, int depth)
            => children[parent.Urn].SelectMany(child => Below(child, depth + 1).Prepend(new TreeLine(child, depth)));
    }
}
