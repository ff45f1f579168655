using System.Text.Json;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.SettingsTests;
using Infra.Tests.Support;
using StackPreview;
using StackPreview.PlanFiles;

namespace Infra.Tests.Verbs;

/// <summary>The verb <c>diff</c> and the option <c>--against</c>, as people use them.</summary>
public sealed class DiffVerbTests
{
    [Fact]
    public async Task Two_stacks_are_compared_and_may_differ()
    {
        var (exitCode, output, error) = await ProgramProcess.RunAsync(Repository.Root, ["diff", "dev", "stage"]);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Matches("^[0-9]+ resources differ between dev and stage, ", output);
    }

    [Fact]
    public async Task A_plan_that_preview_wrote_does_not_differ_from_its_stack()
    {
        using var project = new Project().With("prod", StackText.Of());
        Assert.Equal(0, (await ProgramProcess.RunAsync(project.Folder, ["preview", "prod", "--out", "out"])).ExitCode);
        Assert.Equal((0, "No changes.\n", ""), await ProgramProcess.RunAsync(project.Folder, ["diff", "out/plan.json", "prod"]));
        Assert.Equal(
            (0, "No changes.\n", ""),
            await ProgramProcess.RunAsync(project.Folder, ["diff", "prod", Path.Combine(project.OutputFolder, "plan.json")]));
        Assert.Equal(
            (0, "**No changes.**\n", ""),
            await ProgramProcess.RunAsync(project.Folder, ["diff", "prod", "prod", "--format", "markdown"]));
    }

    [Fact]
    public async Task What_is_refused_is_said_and_fails()
    {
        using var project = await WithPlanAsync("prod", StackText.Of());
        project.With("prod", StackText.Of("infra:postgres: {storage: 20Gi}"));
        foreach (var arguments in new string[][] { ["diff", "plan.json", "prod"], ["preview", "prod", "--against", "plan.json"] })
        {
            var (exitCode, output, error) = await RunAsync(project, arguments);
            Assert.Equal((1, ""), (exitCode, error));
            Assert.Contains(
                "\nRefused\n  - Cluster postgres: spec.storage.size goes down from 50Gi to 20Gi, and a volume cannot shrink. "
                    + "Leave it at 50Gi; for a smaller one, move the data to a volume of another name.\n",
                output,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_preview_says_what_changes_before_all_else()
    {
        using var project = await WithPlanAsync("prod", StackText.Of());
        var (exitCode, output, _) = await RunAsync(project, "preview", "prod", "--against", "plan.json");
        Assert.Equal(0, exitCode);
        Assert.StartsWith("No changes.\n\nprod: application reference in environment prod, ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_says_what_changes_before_all_that_is_folded_and_drawn()
    {
        using var project = await WithPlanAsync("prod", StackText.Of());
        project.With("prod", StackText.Of("infra:postgres: {backup: {retentionDays: 45}}"));
        var (exitCode, output, _) = await RunAsync(project, "preview", "prod", "--against", "plan.json", "--format", "markdown");
        var comment = Counters.Masked(output);

        const string Changes = """

            ### Changes

            **1 to change, N unchanged; no workload rolls out, no job runs.**

            #### Change

            - `ObjectStore postgres (protected)`
              - `spec.retentionPolicy` `30d → 45d`

            """;
        Assert.Equal(0, exitCode);
        Assert.StartsWith("<!-- infra-preview application=reference stack=prod -->\n", comment, StringComparison.Ordinal);
        Assert.Equal(2, comment[..comment.IndexOf(Changes, StringComparison.Ordinal)].TrimEnd('\n').Split('\n').Length);
        Assert.InRange(
            comment.IndexOf("```mermaid", StringComparison.Ordinal),
            comment.IndexOf(Changes, StringComparison.Ordinal),
            comment.Length);
    }

    [Fact]
    public async Task As_JSON_a_preview_has_the_same_changes_as_a_diff()
    {
        using var project = await WithPlanAsync("prod", StackText.Of());
        project.With("prod", StackText.Of("infra:variables: {LOG_LEVEL: debug}"));
        var diff = JsonElement.Parse((await RunAsync(project, "diff", "plan.json", "prod", "--format", "json")).Output);
        var preview = JsonElement.Parse((await RunAsync(project, "preview", "prod", "--against", "plan.json", "--format", "json")).Output);

        Assert.True(JsonElement.DeepEquals(diff, preview.GetProperty("changes")));
        Assert.Equal(
            [
                "version",
                "summary",
                "passed",
                "isOfOneStack",
                "application",
                "before",
                "after",
                "counts",
                "refused",
                "warnings",
                "resources",
                "outputs",
                "rollouts",
                "runs",
            ],
            diff.EnumerateObject().Select(field => field.Name));
        Assert.Equal(1, diff.GetProperty("version").GetInt32());
        const string Urn =
            "\"urn:pulumi:prod::infra::infra:application:ApplicationProject$kubernetes:core/v1:ConfigMap::reference-api-config\"";
        Assert.Equal(
            $$"""{"change":"replaced","title":"ConfigMap reference-api-config","type":"kubernetes:core/v1:ConfigMap","before":{{Urn}}"""
                + $$""","after":{{Urn}},"orderOnly":false,"fields":[{"path":"data.LOG_LEVEL","change":"changed","before":"info","""
                + "\"after\":\"debug\",\"ignored\":false,\"forcesReplacement\":true}]}",
            JsonSerializer.Serialize(
                diff.GetProperty("resources")
                    .EnumerateArray()
                    .Single(change => change.GetProperty("title").GetString() == "ConfigMap reference-api-config")));
    }

    [Theory]
    [InlineData(
        "diff prod dev",
        "dev is neither a stack nor a plan; there are stack files for prod, and the name of a plan ends in .json. Use one of these."
    )]
    [InlineData(
        "diff plan prod",
        "plan is neither a stack nor a plan; there are stack files for prod, and the name of a plan ends in .json. Use one of these."
    )]
    [InlineData(
        "diff prod ",
        "\"\" is neither a stack nor a plan; there are stack files for prod, and the name of a plan ends in .json. Use one of these."
    )]
    [InlineData(
        "diff prod old.json",
        "old.json is missing; a plan is the plan.json that preview writes. Write the plan again with preview STACK --out DIR."
    )]
    [InlineData(
        "diff prod ./prod",
        "./prod is missing; a plan is the plan.json that preview writes. Write the plan again with preview STACK --out DIR."
    )]
    [InlineData("diff prod prod --format xml", "--format is \"xml\"; it takes text, json or markdown. Use one of these.")]
    [InlineData(
        "diff prod",
        "Required argument 'B' missing for command: 'diff'; see --help for the verbs and their options. Correct the command."
    )]
    [InlineData("diff prod prod prod", "prod is one argument too many; see diff --help for what it takes. Remove it.")]
    [InlineData(
        "diff julia.json prod",
        "julia.json is of the application \"julia\" and prod of \"reference\"; plans of one application can be compared. "
            + "Use another plan, or --application."
    )]
    [InlineData(
        "preview prod --against julia.json",
        "julia.json is of the application \"julia\" and prod of \"reference\"; plans of one application can be compared. "
            + "Use another plan, or --application."
    )]
    [InlineData(
        "preview prod --against",
        "Required argument missing for option: '--against'; see --help for the verbs and their options. Correct the command."
    )]
    public async Task What_cannot_be_compared_is_said_in_one_sentence(string arguments, string message)
    {
        using var project = new Project().With("prod", StackText.Of());
        await File.WriteAllTextAsync(
            Path.Combine(project.Folder, "julia.json"),
            PlanJson.Write(await StackChange.PlanAsync("prod", "julia")));
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var refusal = await Assert.ThrowsAnyAsync<PreviewException>(() =>
            new CommandLine(output, error, project.Folder).RunAsync(arguments.Split(' ')));

        Assert.Equal(message, Assert.Single(refusal.Messages));
        Assert.Equal(("", ""), (output.ToString(), error.ToString()));
    }

    [Fact]
    public async Task A_plan_that_cannot_be_used_ends_the_program_with_its_sentence()
    {
        using var project = new Project().With("prod", StackText.Of());
        await File.WriteAllTextAsync(Path.Combine(project.Folder, "plan.json"), """{"version": 99}""");
        Assert.Equal(
            (
                2,
                "",
                "plan.json: version is 99; this program reads plans of version 1. Write the plan again with preview STACK --out DIR.\n"),
            await ProgramProcess.RunAsync(project.Folder, ["diff", "plan.json", "prod"]));
    }

    // In the project's folder, with the plan of the stack as it is now beside its file.
    private static async Task<Project> WithPlanAsync(string stack, string text)
    {
        var project = new Project().With(stack, text);
        Assert.Equal(0, (await RunAsync(project, "preview", stack, "--out", project.OutputFolder)).ExitCode);
        File.Move(Path.Combine(project.OutputFolder, "plan.json"), Path.Combine(project.Folder, "plan.json"));
        return project;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(Project project, params string[] arguments)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        return (await new CommandLine(output, error, project.Folder).RunAsync(arguments), output.ToString(), error.ToString());
    }
}
