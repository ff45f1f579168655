using Infra.Data.Redis;
using Infra.Settings;
using Infra.Tests.Applications;
using Infra.Tests.Applications.Model.Rules;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Application;

/// <summary>Workers that KEDA scales by the length of their queue in Redis: equivalence's, whose queue is one of RQ.</summary>
public sealed class QueueScalingTests
{
    private const string Keda = """{"namespaces": {"keda": "keda-system"}}""";
    private const string OneToFive = """{"worker": {"scaling": {"minReplicas": 1, "maxReplicas": 5}}}""";

    [Fact]
    public async Task KEDA_reads_the_length_of_the_queue_and_scales_between_the_two_numbers()
    {
        var rendered = await RenderedAsync(("cluster", Keda), ("workloads", OneToFive));
        JsonAssert.Equal(
            """
            {
              "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "worker"},
              "minReplicaCount": 1,
              "maxReplicaCount": 5,
              "advanced": {"horizontalPodAutoscalerConfig": {"name": "worker"}},
              "triggers": [
                {
                  "type": "redis",
                  "metadata": {
                    "address": "redis.equivalence-prod.svc:6379",
                    "databaseIndex": "0",
                    "listLength": "20",
                    "listName": "rq:queue:equivalence"
                  },
                  "authenticationRef": {"name": "worker"}
                }
              ]
            }
            """,
            rendered.Object("ScaledObject worker")["spec"]);
        Assert.Null(rendered.Object("Deployment worker").At("spec.replicas"));
        Assert.DoesNotContain("HorizontalPodAutoscaler worker", rendered.Titles);
    }

    // KEDA refuses a workload that another autoscaler has, unless it is told to take that over, by name.
    [Fact]
    public async Task An_autoscaler_that_a_live_stack_has_is_taken_over()
        => Assert.Equal(
            "true",
            (await RenderedAsync(("cluster", Keda), ("workloads", OneToFive)))
                .Object("ScaledObject worker")
                .At("metadata.annotations")!["scaledobject.keda.sh/transfer-hpa-ownership"]!
                .ToString());

    [Fact]
    public async Task The_password_is_in_a_Secret_that_KEDA_reads()
    {
        var run = await ApplicationRuns.RunAsync("equivalence", "prod", ("cluster", Keda), ("workloads", OneToFive));
        Assert.Equal(
            ["password", "username"],
            run.Plan.Find("TriggerAuthentication worker").Inputs.Items("spec.secretTargetRef").Select(one => one.Text("key")));
        var secret = run.Inputs("equivalence-worker-scaler-secrets");
        Assert.Equal("app", secret["stringData.username"]);
        Assert.Contains(
            secret["stringData.password"],
            run.Inputs("equivalence-worker-secrets")["stringData.REDIS_URL"],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task KEDA_alone_reaches_Redis_from_another_namespace()
    {
        var network = new StackNetwork(await PlanAsync(("cluster", Keda), ("workloads", OneToFive)));
        Assert.True(network.IsReachedFrom("keda-system", "redis", 6379));
        Assert.False(network.IsReachedFrom("keda-system", "redis", 9121));
        Assert.False(network.IsReachedFrom("keda", "redis", 6379));
    }

    [Theory]
    [InlineData("{}", OneToFive)]
    [InlineData(Keda, """{"worker": {"scaling": {"minReplicas": 1, "maxReplicas": 5, "queueLength": 0}}}""")]
    [InlineData(Keda, """{"worker": {"scaling": {"minReplicas": 2, "maxReplicas": 2}}}""")]
    public async Task Without_KEDA_or_a_length_or_a_range_nothing_of_it_is_declared(string cluster, string workloads)
    {
        var plan = await PlanAsync(("cluster", cluster), ("workloads", workloads));
        Assert.Empty(plan.OfKind("ScaledObject"));
        Assert.Empty(plan.OfKind("TriggerAuthentication"));
        Assert.False(new StackNetwork(plan).IsReachedFrom("keda-system", "redis", 6379));
    }

    [Fact]
    public async Task A_stack_can_give_a_replica_more_work()
        => Assert.Equal(
            "100",
            (await RenderedAsync(
                ("cluster", Keda),
                ("workloads", """{"worker": {"scaling": {"minReplicas": 1, "maxReplicas": 5, "queueLength": 100}}}""")))
                .Object("ScaledObject worker")
                .Items("spec.triggers")
                .Single()
                .Text("metadata.listLength"));

    [Fact]
    public async Task All_checks_pass_and_a_path_that_is_closed_is_found()
    {
        var preview = await Preview.RunAsync(
            SettingsOf(("cluster", Keda), ("workloads", OneToFive)),
            "prod",
            Catalog.Default);
        Assert.Empty(preview.Failing(preview.Plan));
        var closed = preview.Plan.Without(preview.Plan.Find("NetworkPolicy redis-scaler"));
        Assert.Contains(
            "KEDA does not reach port 6379 of StatefulSet redis",
            preview.Failing(closed).SelectMany(check => check.Findings).Select(finding => finding.Problem));
    }

    [Fact]
    public void A_queue_is_in_a_Redis_that_is_needed_and_its_worker_can_have_several_replicas()
        => Assert.Equal(
            [
                "application shop: worker.Queue is set; there is never more than one of a singleton. Remove it.",
                "application shop: worker.Queue is set; it is in Redis, which is not needed. Add Redis to the needs.",
                "application shop: worker.Queue.LengthPerReplica is 0; it takes a whole number from 1 to 1000000. Use 1 or more.",
                "application shop: worker.Queue is \" \"; the key of a list is a line of text. Use a key such as rq:queue:default.",
            ],
            Shop.FaultsOf(Shop.Worker with { IsSingleton = true, Queue = new RedisList(" ", LengthPerReplica: 0) }));

    private static async Task<RenderedStack> RenderedAsync(params (string Key, string Value)[] configuration)
        => RenderedStack.Of(await PlanAsync(configuration));

    private static async Task<Plan> PlanAsync(params (string Key, string Value)[] configuration)
        => (await Preview.RunAsync(SettingsOf(configuration), "prod", Catalog.Default)).Plan;

    private static StackSettings SettingsOf(params (string Key, string Value)[] configuration)
        => ApplicationRuns.SettingsOf("equivalence", "prod", configuration);
}
