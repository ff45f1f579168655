using System.Globalization;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Platform.Isolation;

/// <summary>The bounds of a namespace stop nothing that is meant to run.</summary>
public sealed class NamespaceLimitsTests
{
    public static TheoryData<string, string> Deployments => Repository.DeploymentData;

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task The_quota_leaves_room_for_rollouts_autoscalers_solvers_and_every_database_twice(string application, string stack)
    {
        var plan = (await Previews.OfAsync(stack, application)).Plan;
        var most = int.Parse(plan.Find("ResourceQuota limits").Inputs.Text("spec.hard.pods"), CultureInfo.InvariantCulture);

        var autoscaled = plan.OfKind("HorizontalPodAutoscaler").ToDictionary(
            autoscaler => autoscaler.Inputs.Text("spec.scaleTargetRef.name"),
            autoscaler => autoscaler.Inputs.Number("spec.maxReplicas")!.Value);
        // A rollout has the old pods and the new ones; what is drained takes its time.
        var deployments = plan.OfKind("Deployment").Sum(one => 2 * (autoscaled.TryGetValue(one.ObjectName!, out var highest)
            ? highest
            : one.Inputs.Number("spec.replicas") ?? 1));
        var sets = plan.OfKind("StatefulSet").Sum(set => set.Inputs.Number("spec.replicas") ?? 1);
        var instances = plan.OfKind("Cluster").Sum(cluster => cluster.Inputs.Number("spec.instances")!.Value)
            + plan.OfKind("PerconaServerMySQL").Sum(group =>
                group.Inputs.Number("spec.mysql.size")!.Value + group.Inputs.Number("spec.proxy.haproxy.size")!.Value);
        var jobs = 2 * (plan.OfKind("Job", "CronJob").Count() + plan.OfKind("Certificate").Count());

        Assert.True(deployments + sets + (2 * instances) + jobs + 20 <= most, $"Of {most} pods, too few are left.");
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Nothing_but_the_number_of_pods_and_load_balancers_is_bounded(string application, string stack)
    {
        var plan = (await Previews.OfAsync(stack, application)).Plan;
        var hard = plan.Find("ResourceQuota limits").Inputs.Texts("spec.hard");
        Assert.Equal(["pods", "services.loadbalancers"], hard.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("0", hard["services.loadbalancers"]);
    }

    // A limit could stop what an operator adds to its pods, such as the container that takes backups.
    [Fact]
    public async Task Containers_that_name_no_resources_get_requests_and_no_limits()
    {
        var plan = (await Previews.OfAsync("prod")).Plan;
        var limit = Assert.Single(plan.Find("LimitRange limits").Inputs.Items("spec.limits"));
        Assert.Equal("Container", limit.Text("type"));
        Assert.Equal(new Dictionary<string, string> { ["cpu"] = "10m", ["memory"] = "64Mi" }, limit.Texts("defaultRequest"));
        Assert.All(["default", "max", "min", "maxLimitRequestRatio"], bound => Assert.Null(limit.At(bound)));
    }
}
