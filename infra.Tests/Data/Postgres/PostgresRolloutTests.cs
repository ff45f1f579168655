using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>What uses the database comes after the step that waits until its instances are as declared.</summary>
public sealed class PostgresRolloutTests
{
    public static TheoryData<string> Stacks => [.. Repository.Stacks];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_step_is_after_the_cluster_and_before_all_that_connects(string stack)
    {
        var plan = (await Previews.OfAsync(stack)).Plan;
        var step = StepOf(plan);
        Assert.Contains(plan.Find("Cluster postgres").Urn, step.Dependencies);
        var clients = PodTemplate.In(plan)
            .Where(template => template.Labels.ContainsKey("postgres-client") && template.Owner.Urn != step.Urn)
            .Select(template => template.Owner)
            .ToList();
        Assert.Contains(clients, client => client.StableTitle == "Job migrate");
        Assert.Contains(clients, client => client.StableTitle == "Deployment api");
        Assert.All(clients, client => Assert.Contains(step.Urn, Before(plan, client)));
    }

    [Theory]
    [InlineData("infra:postgres: {maxConnections: 300}")]
    [InlineData("infra:postgres: {memory: 5Gi}")]
    [InlineData("infra:postgres: {cpu: 1500m}")]
    [InlineData("infra:postgres: {image: 'postgresql:18.5'}")]
    public async Task What_restarts_the_instances_is_waited_for(string setting)
        => Assert.Contains(
            (await StackChange.CompareAsync("prod", setting)).Runs,
            run => run.Title.StartsWith("Job postgres-rollout", StringComparison.Ordinal));

    [Theory]
    [InlineData("infra:postgres: {storage: 60Gi}")]
    [InlineData("infra:postgres: {smartShutdownTimeout: 20s}")]
    [InlineData("infra:variables: {LOG_LEVEL: debug}")]
    public async Task Nothing_else_runs_it_again(string setting)
        => Assert.DoesNotContain(
            (await StackChange.CompareAsync("prod", setting)).Runs,
            run => run.Title.StartsWith("Job postgres-rollout", StringComparison.Ordinal));

    [Fact]
    public async Task It_may_list_pods_and_nothing_else()
    {
        var plan = (await Previews.OfAsync("prod")).Plan;
        var rule = Assert.Single(plan.Find("Role postgres-rollout").Inputs.Items("rules"));
        Assert.Equal("""{"apiGroups":[""],"resources":["pods"],"verbs":["list"]}""", rule.ToJsonString());
    }

    private static PlannedResource StepOf(Plan plan)
        => Assert.Single(plan.OfKind("Job"), job => job.ObjectName!.StartsWith("postgres-rollout-", StringComparison.Ordinal));

    private static HashSet<string> Before(Plan plan, PlannedResource resource)
    {
        var resources = plan.Resources.ToDictionary(one => one.Urn);
        var (found, open) = (new HashSet<string>(), new Stack<string>(resource.Dependencies));
        while (open.TryPop(out var urn))
        {
            if (found.Add(urn) && resources.TryGetValue(urn, out var next))
            {
                foreach (var dependency in next.Dependencies)
                    open.Push(dependency);
            }
        }

        return found;
    }
}
