using System.Collections.Immutable;

namespace StackPreview.Diagrams;

/// <summary>Who reaches whom, as a graph. Nobody is drawn as reaching itself.</summary>
/// <param name="Nodes">The nodes, in the order in which they are drawn.</param>
/// <param name="Edges">The edges, in the order of their nodes.</param>
internal sealed record NetworkDiagram(ImmutableArray<DiagramNode> Nodes, ImmutableArray<DiagramEdge> Edges)
{
    /// <summary>How many workloads there are, however they are drawn.</summary>
    public int WorkloadCount => Nodes.Where(node => node.IsWorkload).Sum(node => node.Names.Length);

    /// <summary>How many data services there are.</summary>
    public int DataServiceCount => Nodes.Where(node => node.Kind == NodeKind.DataService).Sum(node => node.Names.Length);

    /// <summary>The diagram with the nodes of one key drawn as one, at the place of the first of them.</summary>
    /// <param name="keyOf">The key of the node at a place.</param>
    public NetworkDiagram Merged<TKey>(Func<int, TKey> keyOf)
        where TKey : notnull
    {
        var groups = Enumerable.Range(0, Nodes.Length).GroupBy(keyOf).ToList();
        var places = new int[Nodes.Length];
        foreach (var (place, members) in groups.Index())
        {
            foreach (var member in members)
                places[member] = place;
        }

        return new NetworkDiagram(
            [.. groups.Select(members => Nodes[members.First()] with { Names = [.. members.SelectMany(member => Nodes[member].Names)] })],
            [.. Ordered(Edges.Select(edge => new DiagramEdge(places[edge.From], places[edge.To], edge.Ports)))]);
    }

    /// <summary>The first nodes, and of the edges between them the first.</summary>
    public NetworkDiagram First(int nodes, int edges)
        => new([.. Nodes.Take(nodes)], [.. Edges.Where(edge => edge.From < nodes && edge.To < nodes).Take(edges)]);

    /// <summary>Edges in the order of their nodes, one between any two; none from a node to itself.</summary>
    public static IEnumerable<DiagramEdge> Ordered(IEnumerable<DiagramEdge> edges)
        => from edge in edges
        where edge.From != edge.To
        group edge by (edge.From, edge.To) into between
        orderby between.Key.From, between.Key.To
        select new DiagramEdge(
            between.Key.From,
            between.Key.To,
            between.Any(edge => edge.Ports.IsEmpty) ? [] : [.. between.SelectMany(edge => edge.Ports)]);
}
