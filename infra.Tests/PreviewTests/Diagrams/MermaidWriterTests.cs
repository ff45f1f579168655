using StackPreview.Diagrams;

namespace Infra.Tests.PreviewTests.Diagrams;

/// <summary>Diagrams in Mermaid's language, character by character.</summary>
public sealed class MermaidWriterTests
{
    [Fact]
    public void Each_kind_has_a_shape_and_a_companion_a_box()
    {
        var diagram = new NetworkDiagram(
            [
                new DiagramNode(NodeKind.Host, ["shop.example.com"]),
                new DiagramNode(NodeKind.Service, ["shop"]),
                new DiagramNode(NodeKind.Worker, ["worker"]),
                new DiagramNode(NodeKind.ScheduledJob, ["report"]),
                new DiagramNode(NodeKind.OnDemandJob, ["export"]),
                new DiagramNode(NodeKind.ReleaseJob, ["migrate", "verify"]),
                new DiagramNode(NodeKind.Singleton, ["desk"]) { Group = "desk" },
                new DiagramNode(NodeKind.DataService, ["desk-redis"]) { Group = "desk", Engine = "Redis" },
                new DiagramNode(NodeKind.ObjectStorage, ["object storage"]),
                new DiagramNode(NodeKind.Outside, ["internet"]),
            ],
            [new DiagramEdge(0, 1, [8000]), new DiagramEdge(1, 7, [6333, 6334]), new DiagramEdge(2, 9, [])]);
        Assert.Equal(
            """
            flowchart LR
              n0(["shop.example.com<br/>from the internet"])
              n1["shop<br/>service"]
              n2("worker")
              n3{{"report<br/>scheduled job"}}
              n4{{"export<br/>job on demand"}}
              n5{{"migrate<br/>verify<br/>2 × release job"}}
              n8[("object storage")]
              n9(["internet"])
              subgraph c0["desk"]
                n6[["desk<br/>singleton"]]
                n7[("desk-redis<br/>Redis")]
              end
              n0 -->|"8000"| n1
              n1 -->|"6333, 6334"| n7
              n2 --> n9

            """,
            MermaidWriter.Write(diagram));
    }

    [Theory]
    [InlineData("plain-name_1.example.com/a:b, c", "plain-name_1.example.com/a:b, c")]
    [InlineData("\"quoted\"", "#34;quoted#34;")]
    [InlineData("`a`|b[c]{d}(e)", "#96;a#96;#124;b#91;c#93;#123;d#125;#40;e#41;")]
    [InlineData("#1;<br/>%%@", "#35;1#59;#60;br/#62;#37;#37;#64;")]
    [InlineData("a\nb\u202Ec\td", "a b c d")]
    [InlineData("", "–")]
    public void Whatever_could_be_syntax_is_a_number(string text, string label) => Assert.Equal(label, MermaidText.Of(text, 100));

    [Theory]
    [InlineData("abcdef", "abcd…")]
    [InlineData("ab\"\"", "ab…")]
    [InlineData("abcd", "abcd")]
    public void What_is_too_long_is_cut_between_characters(string text, string label) => Assert.Equal(label, MermaidText.Of(text, 5));
}
