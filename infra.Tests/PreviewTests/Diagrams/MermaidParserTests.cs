using System.Text.Json;
using Infra.Tests.Documentation;
using Infra.Tests.Support;
using StackPreview.Diagrams;

namespace Infra.Tests.PreviewTests.Diagrams;

/// <summary>Diagrams in the hands of the parser that GitHub draws them with.</summary>
public sealed class MermaidParserTests
{
    // Reads texts and writes of each the numbers of nodes and edges, or what is wrong. The module has no form for `require`, and `import`
    // does not search NODE_PATH. Loading it takes most of the time, so that all texts go into one process.
    private const string Parser = """
        const { JSDOM } = require('jsdom');
        const { window } = new JSDOM('');
        Object.assign(globalThis, { window, document: window.document });
        const describe = ({ db }) => `${db.getVertices().size} nodes, ${db.getEdges().length} edges`;
        import(require('url').pathToFileURL(require.resolve('mermaid'))).then(async ({ default: mermaid }) => {
          const results = [];
          for (const text of JSON.parse(require('fs').readFileSync(0, 'utf8')))
            results.push(await mermaid.parse(text)
              .then(() => mermaid.mermaidAPI.getDiagramFromText(text))
              .then(describe, error => `at fault: ${error.message.split('\n')[0]}`));
          console.log(JSON.stringify(results));
        });
        """;

    [ToolFact("node", "npm:mermaid", "npm:jsdom")]
    public async Task Every_diagram_is_understood_and_a_broken_one_is_not()
    {
        List<NetworkDiagram> diagrams = [];
        foreach (var (application, stack) in Repository.Deployments.Append((Showcase.Name, "prod")))
            diagrams.AddRange(FormsOf(DrawnStack.Of(await Previews.OfAsync(stack, application)).Diagram));
        diagrams.AddRange(FormsOf(DrawnStack.Of(await ManyServices.OfOneProjectAsync()).Diagram));
        diagrams.AddRange(FormsOf(DrawnStack.Of(await ManyServices.OfManyProjectsAsync()).Diagram));
        diagrams.Add(HostileDiagram.Diagram);

        var texts = diagrams.ConvertAll(MermaidWriter.Write);
        string[] broken = [texts[0].Replace("-->", "--<"), texts[0].Replace("service\"", "\"service\"")];
        var results = Parse([.. texts, .. broken]);

        Assert.Equal(
            diagrams.Select(diagram => $"{diagram.Nodes.Length} nodes, {diagram.Edges.Length} edges"),
            results.SkipLast(broken.Length));
        Assert.All(results.TakeLast(broken.Length), result => Assert.StartsWith("at fault: Parse error on line ", result));
    }

    [ToolFact("node", "npm:mermaid", "npm:jsdom")]
    public void Every_diagram_of_the_documentation_is_understood()
    {
        var diagrams = Page.All.SelectMany(page => page.Diagrams).ToList();
        Assert.True(diagrams.Count >= 2);
        Assert.All(Parse(diagrams), result => Assert.Matches("^[0-9]+ nodes, [0-9]+ edges$", result));
    }

    private static IEnumerable<NetworkDiagram> FormsOf(NetworkDiagram diagram)
        => ReadableDiagram.FormsOf(diagram).Select(form => form.Diagram);

    private static string[] Parse(IEnumerable<string> texts)
    {
        var (exitCode, output, error) = Tool.Run("node", JsonSerializer.Serialize(texts), "-e", Parser);
        Assert.True(exitCode == 0, error);
        return JsonSerializer.Deserialize<string[]>(output)!;
    }
}
