using Infra.Applications.Model;
using Infra.Settings;
using Infra.Tests.Support;
using Infra.Values;
using Pulumi;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Application;

public sealed class ReleaseJobTests
{
    public static TheoryData<string> Stacks => [.. Repository.Stacks];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task No_new_pod_starts_before_the_migration_has_succeeded(string stack)
    {
        var plan = (await Previews.OfAsync(stack)).Plan;
        var migration = Job(plan, "migrate");
        Assert.All(plan.OfKind("Deployment"), deployment => Assert.Contains(migration.Urn, deployment.Dependencies));
    }

    [Fact]
    public async Task A_migration_waits_for_the_database_and_for_the_migrations_before_it()
    {
        var plan = (
            await RunAsync(settings =>
                settings with
                {
                    Egress = settings.Egress.Add("migrate-more", new EgressSettings { Addresses = [], Pods = [] }),
                    Application = settings.Application with
                    {
                        Jobs = [.. settings.Application.Jobs, settings.Application.Jobs[0] with { Name = "migrate-more" }],
                    },
                })).Plan;
        var (first, second) = (Job(plan, "migrate"), Job(plan, "migrate-more"));
        var database = plan.Find("Job postgres-rollout");

        Assert.Contains(database.Urn, first.Dependencies);
        Assert.Contains(first.Urn, second.Dependencies);
        Assert.DoesNotContain(second.Urn, first.Dependencies);
        Assert.All(plan.OfKind("Deployment"), deployment => Assert.Contains(second.Urn, deployment.Dependencies));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("stage")]
    public async Task Seeds_follow_the_rollout_where_there_is_example_data(string stack)
    {
        var plan = (await Previews.OfAsync(stack)).Plan;
        var deployments = plan.OfKind("Deployment").Select(deployment => deployment.Urn).ToList();
        Assert.Equal(2, deployments.Count);
        Assert.Subset(Job(plan, "seed").Dependencies.ToHashSet(), deployments.ToHashSet());
    }

    [Fact]
    public async Task Prod_has_no_seeds()
    {
        var plan = (await Previews.OfAsync("prod")).Plan;
        Assert.Equal(
            ["Job migrate", "Job reference-rollout", "Job smoke-test"],
            JobsOf(plan).Select(job => job.StableTitle()).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(plan.Resources, resource => resource.Name.Contains("seed", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_rollback_declares_what_judges_it_and_no_other_job(string stack)
    {
        var plan = (await new StackRun { Settings = WithoutMigrations(Previews.SettingsOf(stack)) }.RunAsync()).Plan;
        Assert.Equal(
            ["Job reference-rollout", "Job smoke-test"],
            JobsOf(plan).Select(job => job.StableTitle()).Order(StringComparer.Ordinal));
        Assert.Equal(2, plan.OfKind("Deployment").Count());
        Assert.DoesNotContain(plan.Resources, resource =>
            resource.Name.Contains("migrate", StringComparison.Ordinal) || resource.Name.Contains("seed", StringComparison.Ordinal));
        var declared = plan.Resources.Select(resource => resource.Urn).ToHashSet();
        Assert.All(plan.Resources, resource => Assert.Subset(declared, resource.Dependencies.ToHashSet()));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_job_is_not_run_again_by_a_rotation_nor_by_a_refresh(string stack)
    {
        var jobs = JobsOf((await Previews.OfAsync(stack)).Plan).Where(job => job.StableTitle() is "Job migrate" or "Job seed").ToList();
        Assert.NotEmpty(jobs);
        Assert.All(jobs, job =>
        {
            Assert.Equal("spec.template", Assert.Single(job.Options.IgnoreChanges));
            Assert.Null(job.Inputs.At("spec.ttlSecondsAfterFinished"));
        });
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_job_that_fails_ends_and_is_made_anew_by_the_next_run(string stack)
    {
        Assert.All(JobsOf((await Previews.OfAsync(stack)).Plan).Where(job => job.StableTitle() != "Job reference-rollout"), job =>
        {
            Assert.Equal("true", job.Inputs["metadata"]!["annotations"]!["pulumi.com/replaceUnready"]!.ToString());
            Assert.Equal(2, job.Inputs.Number("spec.backoffLimit"));
            Assert.Equal(600, job.Inputs.Number("spec.activeDeadlineSeconds"));
            Assert.True(job.Options.TimeoutSeconds["create"] > 600, "The engine gives up before the job does.");
            Assert.Equal("Never", PodTemplate.Of(job)!.Spec.Text("restartPolicy"));
        });
    }

    [Fact]
    public async Task Another_image_is_another_migration()
    {
        var image = ImageReference.TryParse($"registry.example.com/reference@sha256:{new string('1', 64)}")!;
        await AssertOtherNameAsync(settings => settings with { Images = settings.Images.SetItem("reference", image) });
    }

    [Fact]
    public async Task Another_command_is_another_migration()
        => await AssertOtherNameAsync(settings => WithMigration(settings, job => job with { Command = [.. job.Command, "--fast"] }));

    [Fact]
    public async Task Another_plain_variable_is_another_migration()
        => await AssertOtherNameAsync(settings =>
            WithMigration(settings, job => job with { Variables = [.. job.Variables, Variable.Plain("BATCH_SIZE", "10")] }));

    [Fact]
    public async Task More_memory_is_another_migration_as_one_that_ran_out_of_it_must_run_again()
        => await AssertOtherNameAsync(settings =>
            WithMigration(settings, job => job with { Resources = job.Resources with { Memory = "2Gi" } }));

    [Fact]
    public async Task The_value_of_a_secret_makes_no_other_migration()
    {
        var before = await RunAsync(settings => settings);
        var after = await new StackRun
        {
            Settings = Previews.SettingsOf("prod"),
            Answer = args => args.Name == "postgres-owner-password-g1" ? new() { ["result"] = "rotated" } : null,
        }.RunAsync();

        Assert.NotEqual(
            before.Inputs("reference-migrate-secrets")["stringData.DATABASE_URL"],
            after.Inputs("reference-migrate-secrets")["stringData.DATABASE_URL"]);
        Assert.Equal(Job(before.Plan, "migrate").ObjectName, Job(after.Plan, "migrate").ObjectName);
    }

    [Fact]
    public async Task A_change_of_the_services_makes_no_other_migration()
    {
        var before = await RunAsync(settings => settings);
        var after = await RunAsync(settings =>
            WithService(settings, service => service with { Variables = [.. service.Variables, Variable.Plain("COLOUR", "red")] }));
        Assert.Equal(Job(before.Plan, "migrate").ObjectName, Job(after.Plan, "migrate").ObjectName);
    }

    [Fact]
    public async Task The_definition_has_the_last_word_on_its_job()
    {
        var run = await RunAsync(settings => WithMigration(settings, job => job with
        {
            Customize = args => args.Spec = args.Spec!.ToOutput().Apply(spec =>
            {
                spec.BackoffLimit = 0;
                return spec;
            }),
        }));
        Assert.Equal(0, Job(run.Plan, "migrate").Inputs.Number("spec.backoffLimit"));
    }

    // Those that a data service has beside them are no part of the application.
    private static IEnumerable<PlannedResource> JobsOf(Plan plan)
        => plan.OfKind("Job").Where(job => job.Parent!.Contains("::infra:application:", StringComparison.Ordinal));

    private static async Task AssertOtherNameAsync(Func<StackSettings, StackSettings> edit)
    {
        var (before, after) = (await RunAsync(settings => settings), await RunAsync(edit));
        Assert.NotEqual(Job(before.Plan, "migrate").ObjectName, Job(after.Plan, "migrate").ObjectName);
        Assert.NotEqual(Job(before.Plan, "migrate").Urn, Job(after.Plan, "migrate").Urn);
    }

    private static PlannedResource Job(Plan plan, string name)
        => Assert.Single(plan.OfKind("Job"), job => WorkloadOf(job) == name);

    private static string WorkloadOf(PlannedResource resource)
        => resource.Inputs["metadata"]!["labels"]!["app.kubernetes.io/name"]!.ToString();

    private static Task<StackRunResult> RunAsync(Func<StackSettings, StackSettings> edit)
        => new StackRun { Settings = edit(Previews.SettingsOf("prod")) }.RunAsync();

    private static StackSettings WithMigration(StackSettings settings, Func<JobDefinition, JobDefinition> edit)
        => settings with
        {
            Application = settings.Application with
            {
                Jobs = [.. settings.Application.Jobs.Select(job => job.Purpose == JobPurpose.Migration ? edit(job) : job)],
            },
        };

    private static StackSettings WithService(StackSettings settings, Func<ServiceDefinition, ServiceDefinition> edit)
        => settings with { Application = settings.Application with { Services = [.. settings.Application.Services.Select(edit)] } };

    private static StackSettings WithoutMigrations(StackSettings settings)
        => settings with
        {
            Release = settings.Release with { Migrate = false },
        };
}
