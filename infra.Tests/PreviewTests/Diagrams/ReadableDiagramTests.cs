using System.Globalization;
using StackPreview.Diagrams;
using Infra.Tests.Support;

namespace Infra.Tests.PreviewTests.Diagrams;

/// <summary>Diagrams of more than anybody could read.</summary>
public sealed class ReadableDiagramTests
{
    [Fact]
    public async Task Of_many_services_those_of_one_kind_are_drawn_as_one()
    {
        var diagram = DrawnStack.Of(await ManyServices.OfOneProjectAsync()).Diagram;
        var (drawn, leftOut) = Assert.Single(ReadableDiagram.FormsOf(diagram));
        Assert.Equal(
            [NodeKind.Host, NodeKind.Service, NodeKind.DataService, NodeKind.DataService, NodeKind.ObjectStorage, NodeKind.Outside],
            drawn.Nodes.Select(node => node.Kind));
        Assert.Equal(ManyServices.Count, drawn.Nodes[1].Names.Length);
        Assert.Equal(
            "There are 404 nodes and 802 connections: what is of one kind is drawn as one, and connections within it are left out.",
            leftOut);

        var text = MermaidWriter.Write(drawn);
        Assert.Contains("and 197 more<br/>200 × service", text);
        Assert.Contains("|\"8001, 8002, 8003, 8004, …\"|", text);
    }

    [Fact]
    public async Task Of_many_projects_the_first_are_drawn_and_the_rest_is_told()
    {
        var diagram = DrawnStack.Of(await ManyServices.OfManyProjectsAsync()).Diagram;
        var (drawn, leftOut) = Assert.Single(ReadableDiagram.FormsOf(diagram));
        Assert.Equal(ReadableDiagram.MaxNodes, drawn.Nodes.Length);
        Assert.All(drawn.Edges, edge => Assert.InRange(Math.Max(edge.From, edge.To), 0, ReadableDiagram.MaxNodes - 1));
        Assert.EndsWith("Of those, the first 60 of 401 nodes and 30 of 400 connections are drawn.", leftOut, StringComparison.Ordinal);
    }

    [Fact]
    public void A_diagram_that_can_be_read_may_be_shown_whole_or_grouped()
    {
        var diagram = new NetworkDiagram(
            [Node("a"), Node("b"), new DiagramNode(NodeKind.Worker, ["c"])],
            [new DiagramEdge(0, 1, [80]), new DiagramEdge(0, 2, [81]), new DiagramEdge(1, 2, [82])]);
        Assert.Equal(
            ["", "There are 3 nodes and 3 connections: what is of one kind is drawn as one, and connections within it are left out."],
            ReadableDiagram.FormsOf(diagram).Select(form => form.LeftOut));
        var edge = Assert.Single(ReadableDiagram.FormsOf(diagram).Last().Diagram.Edges);
        Assert.Equal((0, 1, "81 82"), (edge.From, edge.To, string.Join(' ', edge.Ports)));
    }

    [Fact]
    public void However_many_connections_there_are_GitHub_draws_it()
    {
        var nodes = Enumerable
            .Range(0, 50)
            .Select(number => Node("n") with { Group = string.Create(CultureInfo.InvariantCulture, $"c{number}") });
        var edges = from start in Enumerable.Range(0, 50) from end in Enumerable.Range(0, 50) select new DiagramEdge(start, end, [80]);
        Assert.All(ReadableDiagram.FormsOf(new NetworkDiagram([.. nodes], [.. NetworkDiagram.Ordered(edges)])), form =>
            Assert.Equal(ReadableDiagram.MaxEdges, form.Diagram.Edges.Length));
    }

    private static DiagramNode Node(string name) => new(NodeKind.Service, [name]);
}
