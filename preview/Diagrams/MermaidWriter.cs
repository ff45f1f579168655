using System.Text;

namespace StackPreview.Diagrams;

/// <summary>
/// Writes a diagram in Mermaid's language (https://mermaid.js.org/syntax/flowchart.html). Nodes are numbered, so that no name can be taken
/// for a word of the language.
/// </summary>
internal static class MermaidWriter
{
    private const int MaxNameLength = 80;
    private const int NamesShown = 3;
    private const int PortsShown = 4;

    /// <summary>The diagram as text that ends with a line break.</summary>
    public static string Write(NetworkDiagram diagram)
    {
        var text = new StringBuilder("flowchart LR\n");
        var nodes = diagram.Nodes.Index().ToList();
        foreach (var (index, node) in nodes.Where(node => node.Item.Group is null))
            text.Append($"  n{index}{Shape(node)}\n");
        foreach (var (number, nodesOfGroup) in nodes.Where(node => node.Item.Group is not null).GroupBy(node => node.Item.Group!).Index())
        {
            text.Append($"  subgraph c{number}[\"{MermaidText.Of(nodesOfGroup.Key, MaxNameLength)}\"]\n");
            foreach (var (index, node) in nodesOfGroup)
                text.Append($"    n{index}{Shape(node)}\n");
            text.Append("  end\n");
        }

        foreach (var edge in diagram.Edges)
            text.Append($"  n{edge.From} -->{Ports(edge)} n{edge.To}\n");
        return text.ToString();
    }

    private static string Shape(DiagramNode node)
    {
        var (open, close) = node.Kind switch
        {
            NodeKind.Host or NodeKind.Outside => ("([", "])"),
            NodeKind.Service => ("[", "]"),
            NodeKind.Worker => ("(", ")"),
            NodeKind.Singleton => ("[[", "]]"),
            NodeKind.ScheduledJob or NodeKind.OnDemandJob or NodeKind.ReleaseJob => ("{{", "}}"),
            NodeKind.DataService or NodeKind.ObjectStorage => ("[(", ")]"),
            _ => throw new ArgumentOutOfRangeException(nameof(node), node.Kind, "It has no shape."),
        };
        return $"{open}\"{Label(node)}\"{close}";
    }

    private static string Label(DiagramNode node)
    {
        var names = string.Join("<br/>", node.Names.Take(NamesShown).Select(name => MermaidText.Of(name, MaxNameLength)));
        if (node.Names.Length > NamesShown)
            names += $"<br/>and {node.Names.Length - NamesShown} more";
        if (KindOf(node) is not { } kind || (node.Names is [var name] && name == kind))
            return names;
        return node.Names.Length > 1 ? $"{names}<br/>{node.Names.Length} × {kind}" : $"{names}<br/>{kind}";
    }

    private static string? KindOf(DiagramNode node) => node.Kind switch
    {
        NodeKind.Host => "from the internet",
        NodeKind.Service => "service",
        NodeKind.Worker => "worker",
        NodeKind.Singleton => "singleton",
        NodeKind.ScheduledJob => "scheduled job",
        NodeKind.OnDemandJob => "job on demand",
        NodeKind.ReleaseJob => "release job",
        NodeKind.DataService => node.Engine,
        _ => null,
    };

    private static string Ports(DiagramEdge edge)
    {
        if (edge.Ports.IsEmpty)
            return "";
        var more = edge.Ports.Count > PortsShown ? ", …" : "";
        return $"|\"{string.Join(", ", edge.Ports.Take(PortsShown))}{more}\"|";
    }
}
