using Infra.Reporting;
using StackPreview.Diagrams;
using StackPreview.Plans;
using Infra.Tests.Support;

namespace Infra.Tests.PreviewTests.Diagrams;

/// <summary>The diagram of a stack, in words.</summary>
internal sealed class DrawnStack(NetworkDiagram diagram)
{
    /// <summary>The diagram.</summary>
    public NetworkDiagram Diagram { get; } = diagram;

    /// <summary>The nodes, such as <c>Service api</c>; those of companions with the companion's name before theirs.</summary>
    public IReadOnlyList<string> Nodes
        => [.. Diagram.Nodes.Select(node => $"{node.Kind} {(node.Group is null ? "" : $"{node.Group}/")}{NameOf(node)}")];

    /// <summary>The diagram of a committed stack.</summary>
    public static async Task<DrawnStack> OfAsync(string stack, string? application = null)
        => Of(await Previews.OfAsync(stack, application));

    /// <summary>The diagram of a preview, or of another plan in its place.</summary>
    public static DrawnStack Of(Preview preview, Plan? plan = null)
        => new(DiagramBuilder.Build(plan ?? preview.Plan, new PlatformDiagram(preview.Settings, preview.Catalog.DataServices)));

    /// <summary>Whom one reaches, such as <c>redis:6379</c>.</summary>
    public IReadOnlyList<string> ReachedFrom(string name)
        => [
            .. Diagram
                .Edges.Where(edge => NameOf(Diagram.Nodes[edge.From]) == name)
                .Select(edge => $"{NameOf(Diagram.Nodes[edge.To])}:{string.Join(',', edge.Ports)}"),
        ];

    private static string NameOf(DiagramNode node) => string.Join('+', node.Names);
}
