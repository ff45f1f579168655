namespace StackPreview.Diagrams;

/// <summary>A diagram that is small enough to be read.</summary>
/// <param name="Diagram">What is drawn.</param>
/// <param name="LeftOut">What is not, in sentences; empty where all is drawn.</param>
internal sealed record ReadableDiagram(NetworkDiagram Diagram, string LeftOut)
{
    /// <summary>The most nodes that are drawn.</summary>
    public const int MaxNodes = 60;

    /// <summary>The most edges that are drawn; GitHub draws nothing where there are more than 500.</summary>
    public const int MaxEdges = 150;

    private bool IsReadable => Diagram.Nodes.Length <= MaxNodes && Diagram.Edges.Length <= MaxEdges;

    /// <summary>
    /// The readable forms of a diagram, that which tells most first: as it is; what is of one kind in a group drawn as one; of that, only
    /// the beginning. The first one is the diagram to show, unless there is no room for it.
    /// </summary>
    public static IEnumerable<ReadableDiagram> FormsOf(NetworkDiagram diagram)
    {
        var whole = new ReadableDiagram(diagram, "");
        if (whole.IsReadable)
            yield return whole;

        var grouped = new ReadableDiagram(
            diagram.Merged(place => (diagram.Nodes[place].Kind, diagram.Nodes[place].Group, diagram.Nodes[place].Engine)),
            $"There are {diagram.Nodes.Length} nodes and {diagram.Edges.Length} connections: what is of one kind is drawn as one, "
                + "and connections within it are left out.");
        if (grouped.IsReadable)
        {
            yield return grouped;
            yield break;
        }

        var all = grouped.Diagram;
        var first = grouped.Diagram.First(MaxNodes, MaxEdges);
        yield return new ReadableDiagram(
            first,
            $"{grouped.LeftOut} Of those, the first {first.Nodes.Length} of {all.Nodes.Length} nodes and {first.Edges.Length} of "
                + $"{all.Edges.Length} connections are drawn.");
    }
}
