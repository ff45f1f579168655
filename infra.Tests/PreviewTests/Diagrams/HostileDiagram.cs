using StackPreview.Diagrams;

namespace Infra.Tests.PreviewTests.Diagrams;

/// <summary>A diagram of names that would break one that is written carelessly.</summary>
internal static class HostileDiagram
{
    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "end",
        "\"]; x --> y[\"",
        "a\nb\r\n  n0 --> n1",
        "`markdown`",
        "#quot; #35; #123",
        "<script>alert(1)</script>",
        "a|b}}c)]d]]",
        "%%{init: {}}%%",
        "```\n# heading",
        "x@{ shape: circle }",
        "click n0 call alert()",
        "\u202Eabc\uD800",
        "",
        "größe 漢字 🎉",
        new string('"', 500),
    ];

    /// <summary>The diagram: a node of each kind and a companion for each name, and one after another reaches the next.</summary>
    public static NetworkDiagram Diagram { get; } =
        new(
            [
                .. from name in Names
                from kind in Enum.GetValues<NodeKind>()
                select new DiagramNode(kind, [name, name])
                {
                    Group = kind == NodeKind.Worker ? name : null,
                    Engine = kind == NodeKind.DataService ? "Redis" : null,
                },
            ],
            [
                .. Enumerable
                    .Range(1, (Names.Count * Enum.GetValues<NodeKind>().Length) - 1)
                    .Select(number => new DiagramEdge(number - 1, number, [80, 443])),
            ]);
}
