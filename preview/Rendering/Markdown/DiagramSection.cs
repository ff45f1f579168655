using StackPreview.Diagrams;

namespace StackPreview.Rendering.Markdown;

/// <summary>The diagram of who reaches whom, in the richest form that there is room for.</summary>
internal static class DiagramSection
{
    private const string Title = "### Who reaches whom";

    private const string Caption =
        "As the network policies and routes allow it, with ports; DNS, metrics, operators and the API server are left out.";

    /// <summary>The section.</summary>
    /// <param name="diagram">The diagram.</param>
    /// <param name="room">The most characters that it takes.</param>
    public static string Of(NetworkDiagram diagram, int room)
    {
        if (diagram.Nodes.IsEmpty)
            return "";

        return ReadableDiagram.FormsOf(diagram).Select(Text).FirstOrDefault(text => text.Length <= room)
            ?? $"{Title}\n\nA diagram of {diagram.Nodes.Length} nodes and {diagram.Edges.Length} connections is left out: "
                + "there is no room for it.";
    }

    private static string Text(ReadableDiagram form)
    {
        var caption = form.LeftOut.Length > 0 ? $"{Caption} {form.LeftOut}" : Caption;
        return $"{Title}\n\n```mermaid\n{MermaidWriter.Write(form.Diagram)}```\n\n{caption}";
    }
}
