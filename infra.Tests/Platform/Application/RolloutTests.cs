using Infra.Applications;
using Infra.Applications.Model;
using Infra.Tests.Support;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Application;

public sealed class RolloutTests
{
    /// <summary>Each service and worker of each committed stack.</summary>
    public static TheoryData<string, string> Workloads
    {
        get
        {
            var workloads = new TheoryData<string, string>();
            foreach (
                var (stack, workload) in Repository.Stacks.SelectMany(stack => LongRunning.Select(workload => (stack, workload.Name))))
            {
                workloads.Add(stack, workload);
            }

            return workloads;
        }
    }

    private static IEnumerable<LongRunningDefinition> LongRunning
        => Reference.Definition.Services.Concat<LongRunningDefinition>(Reference.Definition.Workers);

    [Theory]
    [MemberData(nameof(Workloads))]
    public async Task The_autoscaler_alone_owns_the_number_of_replicas_where_there_is_one(string stack, string workload)
    {
        var (plan, scaling) = ((await Previews.OfAsync(stack)).Plan, Previews.SettingsOf(stack).Workloads[workload].Scaling);
        var replicas = Deployment(plan, workload).Inputs.Number("spec.replicas");
        var autoscalers = plan.OfKind("HorizontalPodAutoscaler")
            .Where(autoscaler => autoscaler.Inputs.Text("spec.scaleTargetRef.name") == workload)
            .ToList();

        if (scaling.IsAutomatic)
        {
            Assert.Null(replicas);
            var autoscaler = Assert.Single(autoscalers).Inputs;
            Assert.Equal(
                (scaling.MinReplicas, scaling.MaxReplicas),
                (autoscaler.Number("spec.minReplicas"), autoscaler.Number("spec.maxReplicas")));
        }
        else
        {
            Assert.Equal(scaling.MinReplicas, replicas);
            Assert.Empty(autoscalers);
        }
    }

    [Fact]
    public async Task The_committed_stacks_have_both_fixed_and_automatic_scaling()
    {
        Assert.Null(Deployment((await Previews.OfAsync("prod")).Plan, "api").Inputs.Number("spec.replicas"));
        Assert.Equal(1, Deployment((await Previews.OfAsync("dev")).Plan, "api").Inputs.Number("spec.replicas"));
        Assert.Equal(2, Deployment((await Previews.OfAsync("prod")).Plan, "worker").Inputs.Number("spec.replicas"));
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public async Task The_number_of_replicas_passes_from_one_owner_to_the_other_in_either_direction(string stack, string workload)
    {
        var deployment = Deployment((await Previews.OfAsync(stack)).Plan, workload);
        // Declared, it is taken from an autoscaler; left to one, it stays what it is until that sets it.
        Assert.Equal("true", deployment.Inputs.At("metadata.annotations")!["pulumi.com/patchForce"]!.ToString());
        var isAutomatic = Previews.SettingsOf(stack).Workloads[workload].Scaling.IsAutomatic;
        Assert.Equal(isAutomatic ? "spec.replicas" : "", string.Join(" ", deployment.Options.IgnoreChanges));
    }

    [Fact]
    public async Task Neither_pods_nor_services_are_waited_for_by_the_provider_as_the_gate_is()
    {
        var plan = (await Previews.OfAsync("prod")).Plan;
        Assert.All(["Deployment api", "Deployment worker", "Service api"], title =>
            Assert.Equal("true", plan.Find(title).Inputs.At("metadata.annotations")!["pulumi.com/skipAwait"]!.ToString()));
        Assert.Null(plan.Find("Service api-release").Inputs.At("metadata.annotations"));
    }

    [Fact]
    public async Task An_autoscaler_follows_processor_time_and_memory()
    {
        var metrics = (await Previews.OfAsync("prod")).Plan.Find("HorizontalPodAutoscaler api").Inputs.Items("spec.metrics");
        Assert.Equal(
            [("cpu", "Utilization", 70), ("memory", "Utilization", 80)],
            metrics.Select(metric =>
                (
                    metric.Text("resource.name"),
                    metric.Text("resource.target.type"),
                    metric.Number("resource.target.averageUtilization") ?? 0)));
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public async Task A_pod_goes_only_when_another_has_been_ready_for_a_while(string stack, string workload)
    {
        var deployment = Deployment((await Previews.OfAsync(stack)).Plan, workload);
        Assert.Equal("RollingUpdate", deployment.Inputs.Text("spec.strategy.type"));
        Assert.Equal(0, deployment.Inputs.Number("spec.strategy.rollingUpdate.maxUnavailable"));
        Assert.Equal(1, deployment.Inputs.Number("spec.strategy.rollingUpdate.maxSurge"));
        Assert.Equal(10, deployment.Inputs.Number("spec.minReadySeconds"));
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public async Task A_rollout_that_is_stuck_fails_before_the_engine_loses_patience(string stack, string workload)
    {
        var plan = (await Previews.OfAsync(stack)).Plan;
        var gate = Assert.Single(plan.OfKind("Job"), job => job.Name == "reference-rollout");
        var deadline = gate.Inputs.Number("spec.activeDeadlineSeconds")!.Value;
        Assert.True(deadline > Deployment(plan, workload).Inputs.Number("spec.progressDeadlineSeconds"));
        Assert.True(gate.Options.TimeoutSeconds["create"] > deadline);
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public async Task A_pod_that_stops_has_time_to_leave_the_endpoints_and_to_finish(string stack, string workload)
    {
        var template = PodTemplate.Of(Deployment((await Previews.OfAsync(stack)).Plan, workload))!;
        var delay = template.Containers.Single().Number("lifecycle.preStop.sleep.seconds");
        var drain = (int)LongRunning.Single(definition => definition.Name == workload).DrainTime.TotalSeconds;

        Assert.True(delay >= 5, $"The pod waits {delay} s before it is told to stop.");
        Assert.Equal(delay + drain, template.Spec.Number("terminationGracePeriodSeconds"));
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public async Task Each_question_about_health_is_its_own(string stack, string workload)
    {
        var container = PodTemplate.Of(Deployment((await Previews.OfAsync(stack)).Plan, workload))!.Containers.Single();
        var health = LongRunning.Single(definition => definition.Name == workload).Health;
        List<string> paths =
        [
            container.Text("startupProbe.httpGet.path"),
            container.Text("livenessProbe.httpGet.path"),
            container.Text("readinessProbe.httpGet.path"),
        ];

        Assert.Equal([health.StartupProbe.Path!, health.Liveness.Path!, health.Readiness.Path!], paths);
        Assert.NotEqual(paths[1], paths[2]);
    }

    [Fact]
    public async Task A_container_may_take_its_time_to_start()
    {
        var run = await RunAsync(service => service with { Health = service.Health with { StartupTime = TimeSpan.FromMinutes(7) } });
        var probe = PodTemplate.Of(Deployment(run.Plan, "api"))!.Containers.Single().At("startupProbe");
        Assert.Equal(7 * 60, probe.Number("periodSeconds") * probe.Number("failureThreshold"));
    }

    [Fact]
    public async Task The_definition_has_the_last_word_on_its_deployment()
    {
        var run = await RunAsync(service => service with { Customize = Edit });
        var deployment = Deployment(run.Plan, "api");

        Assert.Equal(30, deployment.Inputs.Number("spec.minReadySeconds"));
        Assert.Equal("gold", deployment.Inputs.Text("metadata.labels.tier"));
        Assert.Equal("reference", deployment.Inputs["metadata"]!["labels"]!["app.kubernetes.io/part-of"]!.ToString());

        static void Edit(DeploymentArgs args)
        {
            args.Spec = args.Spec!.ToOutput().Apply(spec =>
            {
                spec.MinReadySeconds = 30;
                return spec;
            });
            args.Metadata = args.Metadata!.ToOutput().Apply(metadata =>
            {
                metadata.Labels["tier"] = "gold";
                return metadata;
            });
        }
    }

    private static PlannedResource Deployment(Plan plan, string workload) => plan.Find($"Deployment {workload}");

    private static Task<StackRunResult> RunAsync(Func<ServiceDefinition, ServiceDefinition> edit)
    {
        var settings = Previews.SettingsOf("prod");
        return new StackRun
        {
            Settings = settings with
            {
                Application = settings.Application with { Services = [.. settings.Application.Services.Select(edit)] },
            },
        }.RunAsync();
    }
}
