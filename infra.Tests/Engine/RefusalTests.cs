using System.Text.Json.Nodes;
using Infra.Applications.Model;
using Infra.Kubernetes.Traefik;
using Infra.Tests.Support;
using StackPreview.Plans;

namespace Infra.Tests.Engine;

/// <summary>What happens to the rest of a release when the engine cannot deploy a part of it.</summary>
public sealed class RefusalTests
{
    // There, seeds and canaries run.
    private const string Stack = "stage";

    private const string JobType = "kubernetes:batch/v1:Job";
    private const string Reason = "the Job failed: BackoffLimitExceeded";

    private static readonly string[] Gated =
    [
        "kubernetes:apps/v1:Deployment",
        "kubernetes:apps/v1:StatefulSet",
        JobType,
        "kubernetes:batch/v1:CronJob",
        TraefikServiceResource.Type,
    ];

    public static TheoryData<string> Applications => [.. Repository.MigratedApplications];

    [StandInTheory]
    [MemberData(nameof(Applications))]
    public async Task Nothing_of_a_release_whose_migration_failed_gets_as_far_as_the_engine(string application)
    {
        foreach (var project in Migrated(application))
        {
            var migration = await MigrationOfAsync(application, project);
            // There would be something to let through.
            Assert.Subset(
                (await HeldUpAsync(application, project)).ToHashSet(),
                project.LongRunning.Select(workload => workload.Name).ToHashSet());

            var outcome = await EngineProgram.RunAsync(application, Stack, Refusing(migration));

            AssertFailed(application, outcome);
            Assert.Contains(outcome.Errors, error => error.Contains(Reason, StringComparison.Ordinal));
            Assert.DoesNotContain(EngineStack.Canary, outcome.Shown, StringComparison.Ordinal);
            Assert.Equal([Reason], outcome.Requests.Select(request => request.Refused).OfType<string>());
            Assert.Equal([migration.Name], GatedIn(outcome, project).Select(request => request.Text("name")));
            // The ground it stands on is there, so that it is the migration that held the others up.
            Assert.Contains(outcome.Registrations, request =>
                request.Text("type") == "kubernetes:core/v1:ServiceAccount" && WorkloadOf(request.Fields["object"]) == project.Name);
        }
    }

    [StandInFact]
    public async Task What_the_migration_of_the_default_application_holds_up_is_all_that_runs()
        => Assert.Equal(
            ["api", "api-canary", "seed", "smoke-test", "worker"],
            await HeldUpAsync("reference", Migrated("reference").Single()));

    [StandInFact(isOfSourceSdk: true)]
    public async Task The_error_is_one_sentence_that_names_the_resource()
    {
        var migration = await MigrationOfAsync("reference", Migrated("reference").Single());
        var outcome = await EngineProgram.RunAsync("reference", Stack, Refusing(migration));

        AssertFailed("reference", outcome);
        Assert.Equal([$"{JobType} \"{migration.Name}\" was not registered: {Reason}"], outcome.Errors);
        Assert.DoesNotContain("SignalAndWaitForShutdown", outcome.Requests.Select(request => request.Method));
    }

    [StandInFact]
    public async Task A_preview_that_fails_has_no_pods_to_look_at()
    {
        var migration = await MigrationOfAsync("reference", Migrated("reference").Single());
        var outcome = await EngineProgram.RunAsync("reference", Stack, Refusing(migration) with { IsPreview = true });

        Assert.Equal((32, "", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
    }

    [StandInFact(isOfSourceSdk: true)]
    public async Task An_engine_that_ends_the_deployment_is_referred_to_for_the_reason()
    {
        var migration = await MigrationOfAsync("reference", Migrated("reference").Single());
        var outcome = await EngineProgram.RunAsync("reference", Stack, Refusing(migration) with { RefusedAs = "shutdown" });

        AssertFailed("reference", outcome);
        Assert.Equal(
            ["The Pulumi engine ended the deployment before all of it was registered; its own messages say why."],
            outcome.Errors);
    }

    // As it does with --continue-on-error: it says itself what failed, and what it passes over because of that.
    [StandInFact]
    public async Task An_engine_that_goes_on_without_what_failed_deploys_nothing_that_depends_on_it()
    {
        var project = Migrated("reference").Single();
        var outcome = await EngineProgram.RunAsync(
            "reference",
            Stack,
            Refusing(await MigrationOfAsync("reference", project)) with
            {
                RefusedAs = "result",
            });

        Assert.Equal((0, "", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
        Assert.Empty(outcome.Requests.Where(request => request.Refused is not null));
        Assert.DoesNotContain(GatedIn(outcome, project), request => request.IsDeployed);
        Assert.Contains(outcome.Registrations, request =>
            request.IsDeployed && request.Text("type") == "kubernetes:core/v1:ServiceAccount");
    }

    private static void AssertFailed(string application, EngineOutcome outcome)
        => Assert.Equal(
            (32, "", $"{ReleaseFailure.AdviceFor(EngineStack.Of(application, Stack).Settings)}\n"),
            (outcome.ExitCode, outcome.Output, outcome.Error));

    private static Scenario Refusing(PlannedResource resource) => new() { Refused = resource.Urn, RefusedWith = Reason };

    private static List<ProjectDefinition> Migrated(string application)
    {
        var projects = EngineStack
            .Of(application, Stack)
            .Settings.Application.Projects.Where(project => project.Jobs.Any(job => job.Purpose == JobPurpose.Migration))
            .ToList();
        Assert.NotEmpty(projects);
        return projects;
    }

    private static async Task<PlannedResource> MigrationOfAsync(string application, ProjectDefinition project)
    {
        var migration = project.Jobs.First(job => job.Purpose == JobPurpose.Migration).Name;
        var plan = (await ExpectedRun.OfAsync(application, Stack)).Plan;
        return Assert.Single(plan.Resources, resource => resource.Type == JobType && WorkloadOf(resource.Inputs) == migration);
    }

    private static async Task<IEnumerable<string>> HeldUpAsync(string application, ProjectDefinition project)
    {
        var migration = await MigrationOfAsync(application, project);
        var plan = (await ExpectedRun.OfAsync(application, Stack)).Plan;
        return plan
            .Resources.Where(resource => resource != migration && IsGated(resource.Type, resource.Inputs, project))
            .Select(resource => WorkloadOf(resource.Inputs)!)
            .Distinct()
            .Order(StringComparer.Ordinal);
    }

    private static IEnumerable<EngineRequest> GatedIn(EngineOutcome outcome, ProjectDefinition project)
        => outcome.Registrations.Where(request => IsGated(request.Text("type"), request.Fields["object"], project));

    private static bool IsGated(string type, JsonNode? inputs, ProjectDefinition project)
        => Gated.Contains(type) && project.Workloads.Any(workload => workload.Name == WorkloadOf(inputs));

    private static string? WorkloadOf(JsonNode? inputs) => (string?)inputs?["metadata"]?["labels"]?["app.kubernetes.io/name"];
}
