using Infra.Applications.Model;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Application;

/// <summary>Green means that the new version runs.</summary>
public sealed class RolloutGateTests
{
    private const string Hash = "content-hash";

    public static TheoryData<string, string> Deployments => Repository.DeploymentData;

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task New_pods_have_a_label_of_their_own_that_selects_none_of_a_workload(string application, string stack)
    {
        var plan = (await Previews.OfAsync(stack, application)).Plan;
        var definition = Previews.SettingsOf(stack, application).Application;
        foreach (var workload in definition.AllLongRunning)
        {
            var resource = plan.Find($"{(workload.IsSingleton ? "StatefulSet" : "Deployment")} {workload.Name}");
            Assert.Matches("^[0-9a-f]{8}$", PodTemplate.Of(resource)!.Labels[Hash]);
            Assert.Equal(["app.kubernetes.io/name"], resource.Inputs.Texts("spec.selector.matchLabels").Keys);
            var selectors = plan.OfKind("Service", "PodDisruptionBudget", "NetworkPolicy", "PodMonitor")
                .Where(one => one.ObjectName == workload.Name)
                .Select(one => one.Inputs.ToJsonString());
            Assert.All(selectors, one => Assert.DoesNotContain(Hash, one, StringComparison.Ordinal));
        }

        // Data services do not restart for it.
        var workloads = definition.AllLongRunning.Select(workload => workload.Name).ToHashSet();
        Assert.All(
            PodTemplate.In(plan)
                .Where(template =>
                    template.Owner.Kind is "StatefulSet" or "Deployment" && !workloads.Contains(template.Workload)),
            template => Assert.False(template.Labels.ContainsKey(Hash), template.Workload));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task The_gate_knows_the_pods_of_every_workload_and_may_read_them_and_nothing_else(string application, string stack)
    {
        var plan = (await Previews.OfAsync(stack, application)).Plan;
        foreach (var project in Previews.SettingsOf(stack, application).Application.Projects.Where(project => project.LongRunning.Any()))
        {
            var name = $"{project.Name}-rollout";
            var gate = Assert.Single(plan.OfKind("Job"), job => job.Name == name);
            var told = PodTemplate.Of(gate)!.Containers
                .Single()
                .Items("env")
                .ToDictionary(one => one.Text("name"), one => one.Text("value"));
            Assert.Equal(
                project.LongRunning
                    .Select(workload => $"{KindOf(workload)}/{workload.Name}/{LabelOf(plan, workload)}")
                    .Order(StringComparer.Ordinal),
                told["WORKLOADS"]
                    .Split(' ')
                    .Select(one => string.Join('/', one.Split('/')[..3]))
                    .Order(StringComparer.Ordinal));

            var rules = plan.Find($"Role {name}").Inputs.Items("rules").ToList();
            Assert.All(rules, rule => Assert.Equal(
                Assert.Single(rule.Items("resources")).ToString() == "pods" ? "list" : "get",
                Assert.Single(rule.Items("verbs")).ToString()));
            Assert.Equal(
                project.LongRunning.Select(workload => workload.Name).Order(StringComparer.Ordinal),
                rules.SelectMany(rule => rule.Items("resourceNames")).Select(one => one.ToString()).Order(StringComparer.Ordinal));
        }

        static string KindOf(LongRunningDefinition workload) => workload.IsSingleton ? "statefulset" : "deployment";
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task A_container_has_the_time_to_start_that_it_declares(string application, string stack)
    {
        var plan = (await Previews.OfAsync(stack, application)).Plan;
        var definition = Previews.SettingsOf(stack, application).Application;
        var told = plan.OfKind("Job")
            .Where(job => job.Name.EndsWith("-rollout", StringComparison.Ordinal))
            .SelectMany(job => PodTemplate.Of(job)!.Containers.Single().Items("env"))
            .Where(one => one.Text("name") == "WORKLOADS")
            .SelectMany(one => one.Text("value").Split(' '))
            .Select(one => one.Split('/'))
            .ToDictionary(one => one[1]);
        Assert.All(definition.AllLongRunning, workload =>
        {
            var (start, init) = (int.Parse(told[workload.Name][3]), int.Parse(told[workload.Name][4]));
            Assert.True(start >= (workload.Health.StartupTime + workload.Health.Readiness.InitialDelay).TotalSeconds, workload.Name);
            Assert.All(workload.Init, step => Assert.True(init >= step.Timeout.TotalSeconds, workload.Name));
        });
    }

    [Theory]
    [InlineData("reference", "api")]
    [InlineData("graphrag", "graphrag")]
    public async Task A_verification_asks_the_new_pods_alone_after_the_gate(string application, string service)
    {
        var plan = (await Previews.OfAsync("prod", application)).Plan;
        var host = plan.Find($"Service {service}-release");
        Assert.Equal(
            PodTemplate.Of(plan.Find($"Deployment {service}"))!.Labels[Hash],
            host.Inputs.Texts("spec.selector")[Hash]);
        var gate = plan.Resources.Single(one => one.Name == $"{application}-rollout");
        Assert.Contains(gate.Urn, host.Dependencies);
        var verification = Assert.Single(plan.OfKind("Job"), job => job.Name.Contains("smoke-test", StringComparison.Ordinal));
        Assert.Contains(gate.Urn, verification.Dependencies);
        Assert.Contains(host.Urn, verification.Dependencies);
        // What it waits for is what it asks.
        var pod = PodTemplate.Of(verification)!.Spec.ToJsonString();
        Assert.Contains($"\"{service}-release.{application}-prod.svc:", pod, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verification_runs_again_when_the_pods_that_it_asks_are_others()
    {
        var settings = Previews.SettingsOf("prod");
        var before = await new StackRun { Settings = settings }.RunAsync();
        var after = await new StackRun
        {
            Settings = settings with
            {
                Application = settings.Application with
                {
                    Workers =
                    [
                        .. settings.Application.Workers.Select(one =>
                            one with { Variables = [.. one.Variables, Variable.Plain("COLOUR", "red")] }),
                    ],
                },
            },
        }.RunAsync();
        Assert.NotEqual(LabelOfJob(before.Plan), LabelOfJob(after.Plan));
        // Without ignored changes, another template replaces it.
        Assert.Empty(SmokeTestOf(after.Plan).Options.IgnoreChanges);

        static string LabelOfJob(Plan plan) => PodTemplate.Of(SmokeTestOf(plan))!.Labels[Hash];

        static PlannedResource SmokeTestOf(Plan plan)
            => plan.OfKind("Job").Single(job => job.Name.Contains("smoke-test", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whatever_is_in_the_template_is_in_the_label()
    {
        var settings = Previews.SettingsOf("prod");
        var service = settings.Application.Services[0];
        ServiceDefinition[] others =
        [
            service with { Command = ["node", "other.js"] },
            service with { Command = [.. service.Command[..^1]], Arguments = [service.Command[^1]] },
            service with { DrainTime = service.DrainTime + TimeSpan.FromSeconds(1) },
            service with { UserId = 10_002 },
            service with { Port = 8001 },
            service with { Resources = service.Resources with { Memory = "1Gi" } },
            service with { ScratchFolders = ["/cache"] },
            service with { Variables = [.. service.Variables, Variable.Plain("COLOUR", "red")] },
            service with { SecurityExemption = new PodSecurityExemption("It must.") { WritesToRoot = true } },
            service with { Health = service.Health with { StartupTime = TimeSpan.FromMinutes(7) } },
            service with { Health = service.Health with { Readiness = service.Health.Readiness with { FailureThreshold = 9 } } },
            service with { Health = service.Health with { Liveness = HealthProbe.Run("true") } },
            service with { Health = service.Health with { Port = 9000 } },
            service with { Init = [new InitStep { Name = "fetch", Image = service.Image }] },
            service with
            {
                Sidecars =
                [
                    new SidecarDefinition { Name = "side", Image = service.Image, Port = 9100, Liveness = HealthProbe.Http("/") },
                ],
            },
        ];
        var labels = new HashSet<string> { await LabelAsync(service) };
        foreach (var (index, other) in others.Index())
            Assert.True(labels.Add(await LabelAsync(other)), $"number {index}");

        async Task<string> LabelAsync(ServiceDefinition one)
        {
            var run = await new StackRun
            {
                Settings = settings with { Application = settings.Application with { Services = [one] } },
            }.RunAsync();
            return LabelOf(run.Plan, one);
        }
    }

    private static string LabelOf(Plan plan, LongRunningDefinition workload)
        => PodTemplate.Of(plan.Find($"{(workload.IsSingleton ? "StatefulSet" : "Deployment")} {workload.Name}"))!.Labels[Hash];
}
