using System.Text.Json.Nodes;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Applications;

/// <summary>
/// Jobs that somebody starts, with other values: the commands of the pages, on the Job that kubectl makes of the CronJob.
/// </summary>
public sealed class OnDemandJobTests
{
    private const string Jq = "  | jq '";

    [ToolFact("jq")]
    public async Task A_value_that_a_page_gives_a_parameter_reaches_the_containers_of_the_job()
    {
        var given = new List<string>();
        foreach (var (application, job) in new[] { ("equivalence", "api-keys"), ("graphrag", "import-vectors") })
        {
            var line = Assert.Single(
                await File.ReadAllLinesAsync(Repository.PathOf($"docs/applications/{application}.md")),
                line => line.StartsWith(Jq, StringComparison.Ordinal) && line.Contains("env +=", StringComparison.Ordinal));
            var filter = line[Jq.Length..line.LastIndexOf('\'')];
            var rendered = await RenderedStack.OfAsync("prod", application);
            // What kubectl makes of a CronJob: its template, as it is.
            var made = new JsonObject { ["spec"] = rendered.Object($"CronJob {job}").At("spec.jobTemplate.spec")!.DeepClone() };

            var (exitCode, output, error) = Tool.Run("jq", made.ToJsonString(), filter);

            Assert.True(exitCode == 0, error);
            var pod = JsonNode.Parse(output).At("spec.template.spec");
            Assert.All(pod.Items("containers").Concat(pod.Items("initContainers")), container =>
            {
                var variable = container.Items("env").Last();
                given.Add($"{variable.Text("name")}={variable.Text("value")}");
            });
        }

        Assert.Equal(["IMPORT_FILE=exports/vectors.json", "KEYS_ACTION=revoke"], given.Distinct().Order(StringComparer.Ordinal));
    }
}
