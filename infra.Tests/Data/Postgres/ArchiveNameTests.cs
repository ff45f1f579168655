using System.Text.Json.Nodes;
using Infra.Settings;
using Infra.Tests.Engine;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using Pulumi.Testing;
using Pulumi.Utilities;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>A cluster archives under a name that is made with it, and one that exists under the name that it has.</summary>
public sealed class ArchiveNameTests
{
    private const string Cluster = "Cluster postgres";
    private const string Parameters = "spec.plugins[0].parameters";
    private const string ServerName = $"{Parameters}.serverName";
    private const string Annotation = "metadata.annotations[\"postgres-archive\"]";

    public static TheoryData<string, string> Deployments => Repository.DeploymentData;

    [Fact]
    public async Task A_new_cluster_archives_under_a_name_of_its_own_and_says_it()
    {
        var run = await RunAsync(Previews.SettingsOf("prod"));
        var cluster = run.Plan.Find(Cluster).Inputs;
        Assert.Equal("postgres-k3x9q2", ParametersOf(run.Plan)["serverName"]!.ToString());
        Assert.Equal("postgres-k3x9q2", cluster["metadata"]!["annotations"]!["postgres-archive"]!.ToString());
        Assert.Equal("postgres-k3x9q2", await OutputUtilities.GetValueAsync(run.Stack.PostgresArchive));
    }

    // The engine leaves both out of what it deploys, so that the metadata that come back have no such annotation.
    [Fact]
    public async Task A_cluster_from_before_says_the_name_that_it_has()
    {
        var run = await RunAsync(
            Previews.SettingsOf("prod"),
            args => args.Name == "postgres-cluster"
                ? new() { ["metadata"] = new Dictionary<string, object> { ["name"] = "postgres" } }
                : null);
        Assert.Equal("postgres", await OutputUtilities.GetValueAsync(run.Stack.PostgresArchive));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("stage")]
    [InlineData("prod")]
    public async Task Nothing_of_a_cluster_from_before_is_changed(string stack)
    {
        var now = await StackChange.PlanAsync(stack);
        var parameters = ParametersOf(now).DeepClone().AsObject();
        Assert.True(parameters.Remove("serverName"));
        var before = now
            .With(Cluster, Parameters, parameters)
            .With(Cluster, "metadata.annotations['postgres-archive']", null)
            .With(Cluster, cluster => cluster with { Options = cluster.Options with { IgnoreChanges = [] } })
            .Forgetting(now.Find("RandomString postgres-incarnation"));

        var comparison = StackChange.Between(before, now);
        var change = Assert.Single(comparison.Resources, change => change.Title == Cluster);
        Assert.Contains(change.Fields, field => field.Path.Steps[^1] == "serverName" && field.IsIgnored);
        Assert.All(change.Deployed, field => Assert.Equal("options", field.Path.Steps[0]));
        Assert.Empty(comparison.Findings);
        Assert.Empty(comparison.Rollouts);
    }

    [StandInTheory]
    [MemberData(nameof(Deployments))]
    public async Task The_engine_is_told_what_a_cluster_that_exists_keeps(string application, string stack)
    {
        var outcome = await EngineProgram.DeployedAsync(application, stack);
        var clusters = outcome
            .Registrations.Where(request => request.Text("type") == "kubernetes:postgresql.cnpg.io/v1:Cluster")
            .ToList();
        Assert.Equal((await Previews.OfAsync(stack, application)).Plan.OfKind("Cluster").Count(), clusters.Count);
        Assert.All(clusters, request =>
            Assert.Equal(["spec.bootstrap", "spec.externalClusters", ServerName, Annotation], request.Texts("ignorechanges")));
    }

    [Fact]
    public async Task A_name_that_the_stack_file_says_is_not_passed_over()
    {
        var plan = await StackChange.PlanWithAsync("prod", "infra:postgres: {archive: shop-2027}");
        Assert.Equal("shop-2027", ParametersOf(plan)["serverName"]!.ToString());
        Assert.Equal(["spec.bootstrap", "spec.externalClusters"], plan.Find(Cluster).Options.IgnoreChanges.AsEnumerable());
    }

    [Fact]
    public async Task Another_name_has_a_first_base_backup_of_its_own()
    {
        var (before, after) = (
            await StackChange.PlanAsync("prod"),
            await StackChange.PlanWithAsync("prod", "infra:postgres: {archive: shop-2027}"));
        Assert.NotEqual(FirstBackupOf(before), FirstBackupOf(after));

        static string? FirstBackupOf(Plan plan)
            => Assert.Single(plan.OfKind("Job"), job => job.ObjectName!.StartsWith("postgres-base-", StringComparison.Ordinal)).ObjectName;
    }

    private static JsonNode ParametersOf(Plan plan) => plan.Find(Cluster).Inputs.Items("spec.plugins").Single()["parameters"]!;

    private static Task<StackRunResult> RunAsync(
        StackSettings settings,
        Func<MockResourceArgs, Dictionary<string, object>?>? answer = null)
        => new StackRun
        {
            Settings = settings,
            Answer = args => args.Name == "postgres-incarnation" ? new() { ["result"] = "k3x9q2" } : answer?.Invoke(args),
        }.RunAsync();
}
