using Infra.Data.Postgres;
using Infra.Environments;
using Infra.Settings;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Plans;

/// <summary>What one environment has and another must not have.</summary>
public sealed class EnvironmentTests
{
    private static readonly string[] RoleKinds = ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"];

    public static TheoryData<string> Stacks => [.. Repository.Stacks];

    [Fact]
    public async Task Dev_has_no_disruption_budget() => Assert.Empty((await PlanOfAsync("dev")).OfKind("PodDisruptionBudget"));

    [Fact]
    public async Task Dev_has_no_budget_for_its_one_database_instance()
        => Assert.Equal("false", (await PlanOfAsync("dev")).Find("Cluster postgres").Inputs.Text("spec.enablePDB"));

    [Fact]
    public async Task Dev_has_no_autoscaler() => Assert.Empty((await PlanOfAsync("dev")).OfKind("HorizontalPodAutoscaler"));

    [Fact]
    public async Task Dev_asks_for_no_more_than_one_node()
    {
        var plan = await PlanOfAsync("dev");

        Assert.Equal("preferred", plan.Find("Cluster postgres").Inputs.Text("spec.affinity.podAntiAffinityType"));
        Assert.DoesNotContain(PodTemplate.In(plan), template => template.Spec.Items("topologySpreadConstraints").Any());
    }

    [Theory]
    [InlineData("stage")]
    [InlineData("prod")]
    public async Task Instances_are_on_different_nodes_where_the_loss_of_one_is_survived(string stack)
        => Assert.Equal("required", (await PlanOfAsync(stack)).Find("Cluster postgres").Inputs.Text("spec.affinity.podAntiAffinityType"));

    [Fact]
    public async Task Prod_has_no_seed_job()
        => Assert.DoesNotContain((await PlanOfAsync("prod")).OfKind("Job"), job =>
            job.ObjectName!.StartsWith("seed", StringComparison.Ordinal));

    [Fact]
    public async Task Prod_has_nothing_that_a_seed_job_would_need()
        => Assert.DoesNotContain((await PlanOfAsync("prod")).Resources, resource =>
            resource.Title.Contains("seed", StringComparison.Ordinal));

    [Theory]
    [InlineData("dev")]
    [InlineData("stage")]
    public async Task Example_data_is_put_in_after_the_rollout(string stack)
    {
        var plan = await PlanOfAsync(stack);
        Assert.Superset(
            plan.OfKind("Deployment").Select(deployment => deployment.Urn).ToHashSet(),
            plan.Find("Job seed").Dependencies.ToHashSet());
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("stage")]
    public async Task Only_prod_protects_data(string stack)
        => Assert.DoesNotContain((await PlanOfAsync(stack)).Resources, resource => resource.Options.Protect);

    [Fact]
    public async Task Prod_protects_data_with_the_keys_to_it_and_nothing_else()
        => Assert.Equal(
            [
                "Cluster postgres",
                "Namespace reference-prod",
                "ObjectStore postgres",
                "RandomBytes admin-api-key-g1",
                "RandomBytes api-key-salt-g1",
                "StatefulSet qdrant",
                "StatefulSet redis",
            ],
            (await PlanOfAsync("prod"))
                .Resources.Where(resource => resource.Options.Protect)
                .Select(resource => resource.Title)
                .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Nothing_stays_behind_when_it_leaves_the_program(string stack)
        => Assert.DoesNotContain((await PlanOfAsync(stack)).Resources, resource => resource.Options.RetainOnDelete);

    [Theory]
    [InlineData("stage")]
    [InlineData("prod")]
    public async Task Only_dev_takes_images_of_the_application_by_tag(string stack)
        => Assert.All((await PlanOfAsync(stack)).OfKind("Deployment", "Job").Where(IsOfApplication), workload =>
            Assert.All(PodTemplate.Of(workload)!.Containers, container => Assert.Contains("@sha256:", container.Text("image"))));

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task No_object_is_public_without_tls(string stack)
    {
        var plan = await PlanOfAsync(stack);
        var redirects = plan.OfKind("Middleware")
            .Where(middleware => middleware.Inputs.At("spec.redirectScheme") is not null)
            .Select(middleware => middleware.ObjectName)
            .ToHashSet();

        Assert.NotEmpty(plan.OfKind("IngressRoute"));
        Assert.All(plan.OfKind("IngressRoute").Where(route => route.Inputs.At("spec.tls") is null), route =>
            Assert.All(route.Inputs.Items("spec.routes"), rule =>
                Assert.Contains(rule.Items("middlewares"), middleware => redirects.Contains(middleware.Text("name")))));
        Assert.All(plan.OfKind("Service"), service => Assert.Null(service.Inputs.At("spec.type")));
        Assert.All(
            PodTemplate.In(plan).SelectMany(template => template.Containers).SelectMany(container => container.Items("ports")),
            port => Assert.Null(port.At("hostPort")));
        Assert.Empty(plan.OfKind("Ingress", "IngressRouteTCP", "IngressRouteUDP", "Gateway"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task No_pod_of_the_application_is_given_rights_in_the_cluster(string stack)
    {
        var plan = await PlanOfAsync(stack);

        // What judges the rollout is no pod of the application's images.
        const string Gate = "reference-rollout";
        Assert.All(plan.OfKind(RoleKinds).Where(IsOfApplication), role => Assert.Equal(Gate, role.ObjectName));
        Assert.Empty(plan.OfKind("ClusterRole", "ClusterRoleBinding"));
        var pods = PodTemplate.In(plan).Where(template => IsOfApplication(template.Owner) && template.Workload != Gate);
        Assert.All(pods, template =>
            Assert.DoesNotContain(template.Spec.Items("volumes"), volume => volume["projected"] is not null));
        Assert.All(plan.OfKind("ServiceAccount"), account => Assert.Equal("false", account.Inputs.Text("automountServiceAccountToken")));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Everything_is_in_the_namespace_of_its_own_environment(string stack)
        => Assert.All((await PlanOfAsync(stack)).Objects, resource =>
            Assert.Equal(
                $"reference-{stack}",
                resource.Kind == "Namespace" ? resource.ObjectName : resource.Inputs.Text("metadata.namespace")));

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Sizes_are_those_of_the_environment(string stack)
    {
        var plan = await PlanOfAsync(stack);
        var environment = EnvironmentCatalog.All.Single(environment => environment.Name == stack);
        var postgres = PostgresDefaults.Of(environment);
        var limit = PlatformDefaults.RateLimits(environment).Api;
        var services = PlatformDefaults.Services(environment);
        var cluster = plan.Find("Cluster postgres").Inputs;

        Assert.Equal(postgres.Instances, cluster.Number("spec.instances"));
        Assert.Equal(postgres.Storage.Text, cluster.Text("spec.storage.size"));
        Assert.Equal($"{postgres.Backup.ArchiveTimeout.TotalSeconds}s", cluster.Text("spec.postgresql.parameters.archive_timeout"));
        Assert.Equal($"{postgres.Backup.RetentionDays}d", plan.Find("ObjectStore postgres").Inputs.Text("spec.retentionPolicy"));
        Assert.Equal(postgres.Backup.Schedule, plan.Find("ScheduledBackup postgres-base").Inputs.Text("spec.schedule")["0 ".Length..]);
        Assert.Equal(PlatformDefaults.Workers(environment).MinReplicas, plan.Find("Deployment worker").Inputs.Number("spec.replicas"));
        Assert.Equal(services.IsAutomatic ? null : services.MinReplicas, plan.Find("Deployment api").Inputs.Number("spec.replicas"));
        Assert.Equal(limit.Average, plan.Find("Middleware rate-limit").Inputs.Number("spec.rateLimit.average"));
        Assert.Equal(limit.Burst, plan.Find("Middleware rate-limit").Inputs.Number("spec.rateLimit.burst"));
    }

    private static async Task<Plan> PlanOfAsync(string stack) => (await Previews.OfAsync(stack)).Plan;

    private static bool IsOfApplication(PlannedResource resource)
        => resource.Parent!.Contains("::infra:application:", StringComparison.Ordinal);
}
