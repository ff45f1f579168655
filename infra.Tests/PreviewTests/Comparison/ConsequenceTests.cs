using StackPreview.Comparison;
using StackPreview.Plans;

namespace Infra.Tests.PreviewTests.Comparison;

/// <summary>Which pods are replaced and which jobs run because of a change, and which are not.</summary>
public sealed class ConsequenceTests
{
    [Theory]
    [InlineData(
        "Deployment",
        """{"spec": {"template": {"spec": {"containers": [{"name": "api", "image": "x:VALUE"}]}}}}""",
        "containers[api].image changes"
    )]
    [InlineData(
        "StatefulSet",
        """{"spec": {"template": {"metadata": {"annotations": {"a": "VALUE"}}}}}""",
        "metadata.annotations.a changes"
    )]
    [InlineData("Cluster", """{"spec": {"imageName": "x:VALUE"}}""", "imageName changes")]
    [InlineData(
        "PerconaServerMySQL",
        """{"spec": {"mysql": {"resources": {"limits": {"cpu": "VALUE"}}}}}""",
        "mysql.resources.limits.cpu changes"
    )]
    public void A_change_of_pods_rolls_out(string kind, string inputs, string reason)
        => Assert.Equal(new Consequence($"{kind} thing", reason), Assert.Single(Changed(kind, inputs).Rollouts));

    [Theory]
    [InlineData("Deployment", """{"spec": {"replicas": VALUE}}""")]
    [InlineData("Deployment", """{"metadata": {"name": "thing", "labels": {"a": "VALUE"}}}""")]
    [InlineData("Cluster", """{"spec": {"backup": "VALUE"}}""")]
    [InlineData("Service", """{"spec": {"template": "VALUE"}}""")]
    [InlineData("CronJob", """{"spec": {"jobTemplate": {"spec": {"template": "VALUE"}}}}""")]
    public void A_change_of_anything_else_does_not(string kind, string inputs) => Assert.Empty(Changed(kind, inputs).Rollouts);

    [Fact]
    public void Of_many_reasons_the_first_are_told()
        => Assert.Equal(
            "a changes, b is added, and 2 more",
            Assert.Single(StackChange.Between(
                SmallPlan.Of("Deployment", """{"spec": {"template": {"a": 1, "c": 1, "d": 1}}}"""),
                SmallPlan.Of("Deployment", """{"spec": {"template": {"a": 2, "b": 1, "c": 2}}}""")).Rollouts).Reason);

    [Fact]
    public void A_change_that_is_not_deployed_rolls_nothing_out_and_runs_nothing()
    {
        var options = new PlannedOptions { IgnoreChanges = ["spec.template"] };
        foreach (var kind in new[] { "Deployment", "Job" })
        {
            var comparison = StackChange.Between(
                SmallPlan.Of(kind, """{"spec": {"template": 1}}""", options),
                SmallPlan.Of(kind, """{"spec": {"template": 2}}""", options));
            Assert.Empty(comparison.Rollouts);
            Assert.Empty(comparison.Runs);
        }
    }

    [Fact]
    public void A_job_runs_when_it_is_new_or_another()
    {
        var (nothing, job) = (SmallPlan.Of(), SmallPlan.Of("Job", """{"spec": {"template": {"image": "a"}}}"""));
        Assert.Equal(new Consequence("Job thing", "it is new"), Assert.Single(StackChange.Between(nothing, job).Runs));
        Assert.Equal(
            new Consequence("Job thing", "image changes"),
            Assert.Single(StackChange.Between(job, SmallPlan.Of("Job", """{"spec": {"template": {"image": "b"}}}""")).Runs));
        Assert.Empty(StackChange.Between(job, nothing).Runs);
    }

    [Fact]
    public void A_job_that_runs_though_nothing_in_it_differs_has_another_name()
    {
        Assert.Equal(
            new Consequence("Job thing", "it has another name"),
            Assert.Single(StackChange.Between(Named("thing-0000000a"), Named("thing-0000000b")).Runs));

        static Plan Named(string name)
        {
            var job = SmallPlan
                .Of("Job", """{"metadata": {"name": "NAME", "namespace": "shop-prod"}}""".Replace("NAME", name, StringComparison.Ordinal))
                .Resources[1];
            return SmallPlan.Of(job with { Name = name, Urn = job.Urn.Replace("::thing", $"::{name}", StringComparison.Ordinal) });
        }
    }

    [Fact]
    public async Task A_release_that_goes_back_runs_no_job()
    {
        var comparison = await StackChange.CompareAsync("prod", "infra:release: {migrate: false}");
        Assert.Empty(comparison.Runs);
        Assert.Contains(comparison.Of(ChangeKind.Deleted), change => change.Title == "Job migrate");
    }

    private static PlanComparison Changed(string kind, string inputs)
        => StackChange.Between(
            SmallPlan.Of(kind, inputs.Replace("VALUE", "1", StringComparison.Ordinal)),
            SmallPlan.Of(kind, inputs.Replace("VALUE", "2", StringComparison.Ordinal)));
}
