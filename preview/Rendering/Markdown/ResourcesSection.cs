using StackPreview.Plans;

namespace StackPreview.Rendering.Markdown;

/// <summary>The resources by component; where there is no room for all of them, how many there are of each kind.</summary>
internal static class ResourcesSection
{
    /// <summary>What is in the section.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="room">The most characters that it takes.</param>
    public static string Of(Plan plan, int room)
    {
        var tree = MarkdownText.Block(
            "",
            ResourceTree.Flatten(plan).Select(entry => new string(' ', 2 * (entry.Depth - 1)) + ReportWording.Title(entry.Resource)));
        return tree.Length <= room ? tree : MarkdownTable.Of(["Kind", "Resources"], Counts(plan), room);
    }

    private static IEnumerable<string> Counts(Plan plan)
        => from resource in plan.Resources
           where resource.Parent is not null
           group resource by resource.IsObject ? resource.Kind : resource.Type.Split(':', '/')[^1] into kind
           orderby kind.Count() descending, kind.Key
           select MarkdownTable.Row(MarkdownText.Code(kind.Key), $"{kind.Count()}");
}
