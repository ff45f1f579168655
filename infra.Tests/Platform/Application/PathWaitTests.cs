using Infra.Applications.Model;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Application;

/// <summary>A job waits in its own pod until its paths are open; the application has no word for it.</summary>
public sealed class PathWaitTests
{
    public static TheoryData<string, string> Deployments => Repository.DeploymentData;

    [Theory]
    [InlineData("reference", "migrate", "postgres-rw.reference-prod.svc:5432")]
    [InlineData("reference", "smoke-test", "api-release.reference-prod.svc:8000")]
    [InlineData("equivalence", "migrate", "postgres-rw.equivalence-prod.svc:5432")]
    [InlineData("julia", "chatwoot-prepare", "chatwoot-postgres-rw.julia-prod.svc:5432 chatwoot-redis.julia-prod.svc:6379")]
    [InlineData("car-api", "migrate", "postgres-rw.car-api-prod.svc:5432")]
    [InlineData("nica", "migrate-seed", "postgres-rw.nica-prod.svc:5432")]
    [InlineData("nica", "healthcheck", "postgres-rw.nica-prod.svc:5432")]
    [InlineData("graphrag", "migrate", "mysql-haproxy.graphrag-prod.svc:3306")]
    [InlineData("graphrag", "smoke-test", "graphrag-release.graphrag-prod.svc:3000")]
    public async Task A_job_of_a_release_waits_for_every_path_it_declares(string application, string job, string addresses)
    {
        var plan = (await Previews.OfAsync("prod", application)).Plan;
        var template = PodTemplate.Of(Assert.Single(plan.OfKind("Job"), one => WorkloadOf(one) == job))!;
        Assert.Equal(["120", .. addresses.Split(' ')], PathsOf(template));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Every_job_that_connects_to_anything_waits_first_and_nothing_else_does(string application, string stack)
    {
        var plan = (await Previews.OfAsync(stack, application)).Plan;
        var definition = Previews.SettingsOf(stack, application).Application;
        var jobs = definition.AllWorkloads.OfType<JobDefinition>().ToDictionary(job => job.Name);
        foreach (var resource in plan.OfKind("Job", "CronJob", "Deployment", "StatefulSet"))
        {
            if (PodTemplate.Of(resource) is not { } template)
                continue;
            var waits = template.Spec.Items("initContainers").Select(step => step.Text("name")).Contains("await-paths");
            var connects = jobs.TryGetValue(WorkloadOf(resource), out var job)
                && (job.AllVariables.OfType<ConnectionVariable>().Any() || job.AllCalls.Any());
            Assert.True(waits == connects, resource.StableTitle());
            if (waits)
                Assert.Equal("await-paths", template.Spec.Items("initContainers").First().Text("name"));
        }
    }

    [Fact]
    public async Task It_takes_a_quarter_of_the_jobs_time_at_most()
    {
        var settings = Previews.SettingsOf("prod");
        var run = await new StackRun
        {
            Settings = settings with
            {
                Application = settings.Application with
                {
                    Jobs = [.. settings.Application.Jobs.Select(job => job with { Deadline = TimeSpan.FromSeconds(100) })],
                },
            },
        }.RunAsync();
        Assert.All(
            run.Plan.OfKind("Job").Where(job => WorkloadOf(job) is "migrate" or "smoke-test"),
            job => Assert.Equal("25", PathsOf(PodTemplate.Of(job)!)[0]));
    }

    [Fact]
    public async Task A_migration_does_not_wait_for_a_service_that_comes_with_its_own_release()
    {
        var settings = Previews.SettingsOf("prod");
        var run = await new StackRun
        {
            Settings = settings with
            {
                Application = settings.Application with
                {
                    Jobs = [.. settings.Application.Jobs.Select(job => job with { Calls = ["api"] })],
                },
            },
        }.RunAsync();
        var migration = PodTemplate.Of(run.Plan.OfKind("Job").First(job => WorkloadOf(job) == "migrate"))!;
        Assert.Equal(["120", "postgres-rw.reference-prod.svc:5432"], PathsOf(migration));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task What_fails_tells_its_last_lines(string application, string stack)
    {
        var plan = (await Previews.OfAsync(stack, application)).Plan;
        var workloads = Previews.SettingsOf(stack, application).Application.AllWorkloads.Select(workload => workload.Name).ToHashSet();
        var containers = plan.OfKind("Job", "CronJob", "Deployment", "StatefulSet")
            .Where(resource => workloads.Contains(WorkloadOf(resource)))
            .SelectMany(resource => PodTemplate.Of(resource)!.Containers)
            .ToList();
        Assert.NotEmpty(containers);
        Assert.All(containers, container => Assert.Equal("FallbackToLogsOnError", container.Text("terminationMessagePolicy")));
    }

    private static string[] PathsOf(PodTemplate template)
        => [.. template.Spec.Items("initContainers").First().Items("command").Select(word => word.ToString()).Skip(4)];

    private static string WorkloadOf(PlannedResource resource)
        => resource.Inputs.At("metadata.labels")!["app.kubernetes.io/name"]!.ToString();
}
