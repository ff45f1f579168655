using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Pipelines;

/// <summary>When deploy.yml deploys the sample, and what it hands to release.yml.</summary>
public sealed class DeployWorkflowTests
{
    private const string Stack = "inputs.stack || (github.event_name == 'release' && 'prod') || 'stage'";

    private static readonly WorkflowFile Deploy = WorkflowFile.Named("deploy");

    private static readonly YamlMappingNode Call = Deploy.Jobs.Single().Job;

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
        var given = (YamlMappingNode)WorkflowFile.Find(Call, "with")!;
        Assert.Equal($"${{{{ {Stack} }}}}", WorkflowFile.Find(given, "stack")?.ToString());
        Assert.Equal(2, Deploy.Text.Split("inputs.stack").Length - 1);
    }

    [Fact]
    public void Without_the_variable_only_somebodys_hand_deploys()
        => Assert.Equal(
            "github.event_name == 'workflow_dispatch' || vars.DEPLOY_AUTOMATICALLY == 'true'",
            WorkflowFile.Find(Call, "if")?.ToString());

    [Fact]
    public void By_hand_it_takes_any_of_the_three_stacks()
        => Assert.Contains("options: [dev, stage, prod]\n", Deploy.Text, StringComparison.Ordinal);

    // An edited release, a draft and a prerelease are none that prod could get, and would take the place of one that waits.
    [Fact]
    public void Of_releases_only_those_that_are_released_deploy()
        => Assert.Contains("  release:\n    types: [released]\n", Deploy.Text, StringComparison.Ordinal);
}
