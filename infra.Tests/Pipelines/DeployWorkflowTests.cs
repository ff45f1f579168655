using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Pipelines;

/// <summary>The order in which a deployment is previewed, approved and made, as deploy.yml says it.</summary>
public sealed class DeployWorkflowTests
{
    private const string Stack = "inputs.stack || (github.event_name == 'release' && 'prod') || 'stage'";

    private static readonly WorkflowFile Deploy = WorkflowFile.Named("deploy");

    [Fact]
    public void A_stack_has_one_deployment_at_a_time_and_none_is_cancelled()
    {
        var concurrency = (YamlMappingNode)WorkflowFile.Find(Deploy.Root, "concurrency")!;
        Assert.EndsWith($" || {Stack} }}}}", WorkflowFile.Find(concurrency, "group")?.ToString(), StringComparison.Ordinal);
        Assert.Equal("false", WorkflowFile.Find(concurrency, "cancel-in-progress")?.ToString());
    }

    [Fact]
    public void The_stack_is_decided_in_the_same_words_everywhere()
    {
        Assert.Contains($"STACK, ${{{{ {Stack} }}}} }}", WorkflowFile.Find(Job("target"), "steps")!.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, Deploy.Text.Split("inputs.stack").Length - 1);
    }

    [Fact]
    public void Without_the_variable_only_somebodys_hand_deploys()
    {
        const string Allowed = "github.event_name == 'workflow_dispatch' || vars.DEPLOY_AUTOMATICALLY == 'true'";
        Assert.Equal(Allowed, WorkflowFile.Find(Job("target"), "if")?.ToString());
        // Each other job ends with it: it needs it, and does not run where it was skipped.
        Assert.All(Deploy.Jobs.Where(job => job.Name != "target"), job =>
        {
            Assert.Contains("target", NeedsOf(job.Job));
            var condition = WorkflowFile.Find(job.Job, "if")?.ToString() ?? "";
            Assert.True(!condition.Contains("!failure()", StringComparison.Ordinal) || condition.Contains(".result == 'success'", StringComparison.Ordinal), job.Name);
        });
    }

    [Fact]
    public void What_may_be_deployed_is_asked_before_anything_else()
    {
        Assert.Contains("allow-deployment.sh", Deploy.Steps.Last(step => step.Where.Contains(", target,", StringComparison.Ordinal)).Run, StringComparison.Ordinal);
        Assert.Null(WorkflowFile.Find(Job("target"), "environment"));
    }

    [Fact]
    public void By_hand_it_takes_any_of_the_three_stacks()
        => Assert.Contains("options: [dev, stage, prod]\n", Deploy.Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("promote", "stage-preview")]
    [InlineData("preview", "${{ needs.target.outputs.stack }}-preview")]
    [InlineData("review", "prod-review")]
    [InlineData("deploy", "${{ needs.target.outputs.stack }}")]
    public void A_job_has_the_secrets_and_the_reviewers_of_its_own_environment(string job, string environment)
        => Assert.Equal(environment, WorkflowFile.Find((YamlMappingNode)WorkflowFile.Find(Job(job), "environment")!, "name")?.ToString());

    [Fact]
    public void A_deployment_comes_after_the_preview_and_in_prod_after_two_approvals()
    {
        Assert.Equal(["target", "preview", "review"], NeedsOf(Job("deploy")));
        Assert.Equal(
            "${{ !failure() && !cancelled() && needs.preview.result == 'success' && (needs.review.result == 'success' || needs.target.outputs.stack != 'prod') }}",
            WorkflowFile.Find(Job("deploy"), "if")?.ToString());
    }

    [Fact]
    public void It_deploys_the_commit_the_images_and_the_changes_that_were_approved()
    {
        var steps = WorkflowFile.Find(Job("deploy"), "steps")!.ToString();
        Assert.Contains("{ ref, ${{ github.sha }} }", steps, StringComparison.Ordinal);
        Assert.Contains("{ IMAGES, ${{ needs.preview.outputs.images }} }", steps, StringComparison.Ordinal);
        Assert.Contains("{ APPROVED, ${{ needs.preview.outputs.changes }} }", steps, StringComparison.Ordinal);
    }

    [Fact]
    public void The_image_of_prod_is_not_built_but_that_of_stage()
    {
        Assert.Contains("needs.target.outputs.stack != 'prod'", WorkflowFile.Find(Job("build"), "if")?.ToString(), StringComparison.Ordinal);
        Assert.Equal("needs.target.outputs.stack == 'prod' && needs.target.outputs.images == '{}'", WorkflowFile.Find(Job("promote"), "if")?.ToString());
    }

    // An edited release, a draft and a prerelease are none that prod could get, and would take the place of one that waits.
    [Fact]
    public void Of_releases_only_those_that_are_released_deploy()
        => Assert.Contains("  release:\n    types: [released]\n", Deploy.Text, StringComparison.Ordinal);

    private static IEnumerable<string> NeedsOf(YamlMappingNode job)
        => WorkflowFile.Find(job, "needs") is YamlSequenceNode needs ? needs.Select(need => need.ToString()) : [WorkflowFile.Find(job, "needs")!.ToString()];

    private static YamlMappingNode Job(string name) => Deploy.Jobs.Single(job => job.Name == name).Job;
}
