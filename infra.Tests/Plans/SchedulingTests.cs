using Infra.Applications;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Plans;

/// <summary>Which nodes pods run on, and how important they are.</summary>
public sealed class SchedulingTests
{
    private const string Hosts = "kubernetes.io/hostname";

    public static TheoryData<string, string> Deployments => Repository.DeploymentData;

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Workloads_of_several_pods_are_spread_over_nodes(string application, string stack)
    {
        var plan = (await Previews.OfAsync(stack, application)).Plan;
        var autoscaled = plan.OfKind("HorizontalPodAutoscaler")
            .Select(autoscaler => autoscaler.Inputs.Text("spec.scaleTargetRef.name"))
            .ToHashSet();
        var several = plan.OfKind("Deployment")
            .Where(one => autoscaled.Contains(one.ObjectName!) || one.Inputs.Number("spec.replicas") > 1)
            .ToList();
        Assert.All(several, one => Assert.Contains(
            one.Inputs.Items("spec.template.spec.topologySpreadConstraints"),
            constraint => constraint.Text("topologyKey") == Hosts));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task No_priority_class_is_named_unless_it_is_set(string application, string stack)
        => Assert.DoesNotContain(
            (await Previews.OfAsync(stack, application)).Plan.Objects,
            resource => resource.Inputs.ToJsonString().Contains("priorityClassName", StringComparison.Ordinal));

    [Fact]
    public async Task A_priority_class_is_that_of_all_workloads_and_databases()
    {
        var settings = CustomStack.SettingsOf(
            GraphRag.Definition,
            "prod",
            ("edge", """{ "domain": "example.com" }"""),
            ("objectStorage", """{ "destination": "s3://example/backups" }"""),
            ("postgres", """{ "enabled": true, "pooler": { "enabled": true } }"""),
            ("cluster", """{ "priorityClass": "business" }"""));
        var plan = (await Preview.RunAsync(settings, "prod", Catalog.Default)).Plan;

        string[] groups = ["spec.mysql", "spec.proxy.haproxy"];
        var named = plan.OfKind("Deployment", "StatefulSet", "Job", "Pooler")
            .Select(one => (one.Title, Class: one.Inputs.Text("spec.template.spec.priorityClassName")))
            .Concat(plan.OfKind("Cluster").Select(one => (one.Title, Class: one.Inputs.Text("spec.priorityClassName"))))
            .Concat(plan.OfKind("PerconaServerMySQL").SelectMany(one =>
                groups.Select(pods => (one.Title, Class: one.Inputs.Text($"{pods}.priorityClassName")))))
            .ToList();
        Assert.Contains(named, one => one.Title == "Cluster postgres");
        Assert.Contains(named, one => one.Title == "Pooler postgres-pooler");
        Assert.Equal([], named.Where(one => one.Class != "business").Select(one => one.Title));
    }

    [Theory]
    [InlineData("nica", "hf-cache", "nica-backend")]
    [InlineData("julia", "chatwoot-storage", "chatwoot", "chatwoot-sidekiq")]
    public async Task Pods_that_share_a_volume_run_on_one_node_where_that_is_set(
        string application,
        string volume,
        params string[] workloads)
    {
        var settings = Previews.SettingsOf("dev", application);
        var plan = (await Preview.RunAsync(
            settings with { Cluster = settings.Cluster with { SharesVolumesOnOneNode = true } },
            "dev",
            Catalog.Default)).Plan;
        Assert.Equal(
            ["ReadWriteOnce"],
            plan.Find($"PersistentVolumeClaim {volume}").Inputs.Items("spec.accessModes").Select(mode => mode.ToString()));
        Assert.All(workloads, workload =>
        {
            const string Terms = "spec.template.spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution";
            var term = Assert.Single(plan.Find($"Deployment {workload}").Inputs.Items(Terms));
            Assert.Equal(Hosts, term.Text("topologyKey"));
            var expression = Assert.Single(term.Items("labelSelector.matchExpressions"));
            Assert.Equal(("app.kubernetes.io/name", "In"), (expression.Text("key"), expression.Text("operator")));
            Assert.Equal(workloads, expression.Items("values").Select(name => name.ToString()));
        });
    }

    // Another access mode would replace the volumes of stacks that are deployed.
    [Theory]
    [InlineData("nica", "hf-cache", "nica-backend")]
    [InlineData("julia", "chatwoot-storage", "chatwoot")]
    public async Task Elsewhere_a_shared_volume_is_mounted_on_several_nodes(string application, string volume, string workload)
    {
        var plan = (await Previews.OfAsync("dev", application)).Plan;
        Assert.Equal(
            ["ReadWriteMany"],
            plan.Find($"PersistentVolumeClaim {volume}").Inputs.Items("spec.accessModes").Select(mode => mode.ToString()));
        Assert.Null(plan.Find($"Deployment {workload}").Inputs.At("spec.template.spec.affinity"));
    }
}
