using Infra.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Pipelines;

/// <summary>The order in which a release is built, verified, previewed, approved and deployed, as release.yml says it.</summary>
public sealed class ReleaseWorkflowTests
{
    private static readonly WorkflowFile Release = WorkflowFile.Named("release");

    [Fact]
    public void It_is_called_with_the_application_the_stack_the_context_and_the_digests()
    {
        Assert.Equal(["application", "stack", "context", "digests", "rollback"], Release.Inputs.Select(input => input.Name));
        Assert.Equal(["application", "stack"], Release.Inputs.Where(input => input.IsRequired).Select(input => input.Name));
    }

    // What is an application's own comes from its definition, by the program. The sample is built, released and audited here.
    [Fact]
    public void No_workflow_and_no_script_knows_an_application()
    {
        string[] ofTheSample = ["workflows/ci.yml", "workflows/deploy.yml", "scripts/audit.sh"];
        var scripts = Directory.EnumerateFiles(Repository.PathOf(".github/scripts"));
        var files = WorkflowFile.All.Select(file => (file.Name, file.Text))
            .Concat(scripts.Select(path => (Name: $"scripts/{Path.GetFileName(path)}", Text: File.ReadAllText(path))))
            .ExceptBy(ofTheSample, file => file.Name);
        var names = string.Join('|', Repository.Applications.Except(["reference"]));
        Assert.All(files, file => Assert.DoesNotMatch($@"\b({names})\b|samples/|: reference\b|/health|HEALTH_PATH", file.Text));
    }

    [Fact]
    public void What_may_be_deployed_is_asked_before_anything_else()
    {
        Assert.Contains("allow-deployment.sh", StepsOf("target")[^1].Run, StringComparison.Ordinal);
        Assert.Null(WorkflowFile.Find(Job("target"), "environment"));
        Assert.Null(WorkflowFile.Find(Job("target"), "permissions"));
        // Each other job ends with it: it needs it, and does not run where it failed.
        Assert.All(Release.Jobs.Where(job => job.Name != "target"), job =>
        {
            Assert.Contains("target", NeedsOf(job.Job));
            var condition = WorkflowFile.Find(job.Job, "if")?.ToString() ?? "";
            var isAlwaysAsked = condition.Contains("!failure()", StringComparison.Ordinal);
            Assert.True(!isAlwaysAsked || condition.Contains(".result == 'success'", StringComparison.Ordinal), job.Name);
        });
    }

    [Theory]
    [InlineData("promote", "${{ needs.target.outputs.source }}-preview")]
    [InlineData("preview", "${{ inputs.stack }}-preview")]
    [InlineData("review", "${{ inputs.stack }}-review")]
    [InlineData("deploy", "${{ inputs.stack }}")]
    public void A_job_has_the_secrets_and_the_reviewers_of_its_own_environment(string job, string environment)
        => Assert.Equal(environment, WorkflowFile.Find((YamlMappingNode)WorkflowFile.Find(Job(job), "environment")!, "name")?.ToString());

    [Fact]
    public void A_deployment_comes_after_the_preview_and_in_prod_after_two_approvals()
    {
        Assert.Equal(["target", "preview", "review"], NeedsOf(Job("deploy")));
        Assert.Equal(
            "${{ !failure() && !cancelled() && needs.preview.result == 'success' "
            + "&& (needs.review.result == 'success' || needs.target.outputs.environment != 'prod') }}",
            ConditionOf("deploy"));
    }

    // This repository's code at one commit, whichever repository calls, and whatever its branches are by now.
    [Fact]
    public void Every_job_runs_the_code_that_was_called()
    {
        var own = Checkouts().Where(checkout => checkout.Path is null).ToList();
        Assert.Equal(Release.Jobs.Count() - 1, own.Count);
        Assert.All(own, checkout => Assert.Equal("${{ job.workflow_repository }}", checkout.Repository));
        Assert.All(own, checkout => Assert.Equal("${{ job.workflow_sha }}", checkout.Reference));

        var application = Assert.Single(Checkouts(), checkout => checkout.Path is not null);
        Assert.Equal(("build", "${{ github.sha }}", null), (application.Job, application.Reference, application.Repository));
    }

    [Fact]
    public void It_deploys_the_images_and_the_changes_that_were_approved_and_asks_what_was_described()
    {
        var steps = WorkflowFile.Find(Job("deploy"), "steps")!.ToString();
        Assert.Contains("{ IMAGES, ${{ needs.preview.outputs.images }} }", steps, StringComparison.Ordinal);
        Assert.Contains("{ APPROVED, ${{ needs.preview.outputs.changes }} }", steps, StringComparison.Ordinal);
        Assert.Contains("{ HEALTH, ${{ needs.target.outputs.health }} }", steps, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_are_built_for_dev_and_stage_and_promoted_to_prod()
    {
        Assert.Equal(
            "vars.IMAGE_REPOSITORY != '' && needs.target.outputs.environment != 'prod' "
            + "&& needs.target.outputs.images == '{}' && needs.target.outputs.builds != '[]'",
            ConditionOf("build"));
        Assert.Equal("needs.target.outputs.environment == 'prod' && needs.target.outputs.images == '{}'", ConditionOf("promote"));
        var strategy = WorkflowFile.Find(Job("build"), "strategy")!.ToString();
        Assert.Contains("fromJSON(needs.target.outputs.builds)", strategy, StringComparison.Ordinal);
    }

    // What fails on the way leaves an image without a tag, and the tag is what says that it is done.
    [Fact]
    public void An_image_is_scanned_then_attested_then_tagged()
    {
        string[] parts = ["actions/image", "actions/attest@", "imagetools create"];
        var order = from step in StepsOf("build")
                    let part = Array.Find(parts, part => $"{step.Uses} {step.Run}".Contains(part, StringComparison.Ordinal))
                    where part is not null
                    select part;
        Assert.Equal(["actions/image", "actions/attest@", "actions/attest@", "imagetools create"], order);
        Assert.Contains("sbom-path", $"{WorkflowFile.Find(Job("build"), "steps")}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_stops_an_image_wherever_it_is_built()
    {
        var action = WorkflowFile.All.Single(file => file.Name == "actions/image/action.yml");
        var steps = action.Steps.ToList();
        Assert.Contains("build-image.sh", steps[0].Run, StringComparison.Ordinal);
        Assert.StartsWith("aquasecurity/trivy-action@", steps[1].Uses, StringComparison.Ordinal);
        Assert.Contains("image-ref: ${{ steps.build.outputs.reference }}\n", action.Text, StringComparison.Ordinal);
        Assert.Contains("exit-code: '1'\n", action.Text, StringComparison.Ordinal);
        // Before a merge, and before a release.
        var users = WorkflowFile.Workflows.Where(file => file.Steps.Any(step => step.Uses == "./.github/actions/image"));
        Assert.Equal(["workflows/ci.yml", "workflows/release.yml"], users.Select(file => file.Name));
    }

    [Fact]
    public void Attestations_are_verified_where_the_variable_says_so_before_anybody_is_asked()
    {
        const string Switch = "if: vars.REQUIRE_ATTESTATIONS == 'true' && needs.target.outputs.environment != 'dev'\n";
        var steps = StepsOf("preview").ConvertAll(step => step.Run ?? "");
        var verified = steps.FindIndex(run => run.Contains("verify-attestations.sh", StringComparison.Ordinal));
        var shown = steps.FindIndex(run => run.Contains("preview-release.sh", StringComparison.Ordinal));
        Assert.InRange(verified, 0, shown - 1);
        Assert.Contains(Switch, Release.Text, StringComparison.Ordinal);
        Assert.Contains("SIGNER: ${{ job.workflow_repository }}/.github/workflows/release.yml\n", Release.Text, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Job, string? Repository, string? Reference, string? Path)> Checkouts()
        => from job in Release.Jobs
           from step in ((YamlSequenceNode)WorkflowFile.Find(job.Job, "steps")!).Children.Cast<YamlMappingNode>()
           where $"{WorkflowFile.Find(step, "uses")}".StartsWith("actions/checkout@", StringComparison.Ordinal)
           let given = (YamlMappingNode)WorkflowFile.Find(step, "with")!
           select (job.Name, Text(given, "repository"), Text(given, "ref"), Text(given, "path"));

    private static IEnumerable<string> NeedsOf(YamlMappingNode job)
        => WorkflowFile.Find(job, "needs") is YamlSequenceNode needs ? needs.Select(need => need.ToString()) : [Text(job, "needs")!];

    private static List<WorkflowStep> StepsOf(string job)
        => [.. Release.Steps.Where(step => step.Where.Contains($", {job},", StringComparison.Ordinal))];

    private static string? ConditionOf(string job) => Text(Job(job), "if");

    private static string? Text(YamlMappingNode map, string key) => WorkflowFile.Find(map, key)?.ToString();

    private static YamlMappingNode Job(string name) => Release.Jobs.Single(job => job.Name == name).Job;
}
