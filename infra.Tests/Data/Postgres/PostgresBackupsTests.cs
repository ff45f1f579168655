using System.Collections.Immutable;
using Infra.Data.Postgres;
using Infra.Settings;
using Infra.Tests.Support;
using Pulumi.Testing;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>The step that backs a database up before a migration.</summary>
public sealed class PostgresBackupsTests
{
    private const string Application = "car-api";
    private const string Account = "postgres-backup";
    private const string TokenFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    public static TheoryData<string> Stacks => [.. Repository.Stacks];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task It_makes_a_Backup_and_has_its_last_segment_archived_and_then_ends(string stack)
    {
        var plan = (await Previews.OfAsync(stack, Application)).Plan;
        var pod = PodTemplate.Of(StepOf(plan))!;
        Assert.Equal(["backup", "archive"], pod.Containers.Select(container => container.Text("name")));
        Assert.Equal(["backup"], pod.Spec.Items("initContainers").Select(container => container.Text("name")));
        Assert.All(pod.Containers, container => Assert.Equal("FallbackToLogsOnError", container.Text("terminationMessagePolicy")));
        Assert.Equal(plan.Find("Cluster postgres").Inputs.Text("spec.imageName"), pod.Containers.Last().Text("image"));
        // The one resource that is no longer: an object that failed is not waited for, and none is made anew by a refresh.
        Assert.Empty(plan.OfKind("Backup"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task It_may_make_Backups_and_look_at_them_and_nothing_else(string stack)
    {
        var plan = (await Previews.OfAsync(stack, Application)).Plan;
        var rule = Assert.Single(plan.Find($"Role {Account}").Inputs.Items("rules"));
        Assert.Equal(
            """{"apiGroups":["postgresql.cnpg.io"],"resources":["backups"],"verbs":["create","get"]}""",
            rule.ToJsonString());
        var binding = plan.Find($"RoleBinding {Account}").Inputs;
        Assert.Equal(("Role", Account), (binding.Text("roleRef.kind"), binding.Text("roleRef.name")));
        var subject = Assert.Single(binding.Items("subjects"));
        Assert.Equal(
            ("ServiceAccount", Account, $"{Application}-{stack}"),
            (subject.Text("kind"), subject.Text("name"), subject.Text("namespace")));
        Assert.Equal("false", plan.Find($"ServiceAccount {Account}").Inputs.Text("automountServiceAccountToken"));
        Assert.Equal(Account, PodTemplate.Of(StepOf(plan))!.Spec.Text("serviceAccountName"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_token_is_given_to_the_container_that_makes_the_Backup_alone(string stack)
    {
        var pod = PodTemplate.Of(StepOf((await Previews.OfAsync(stack, Application)).Plan))!;
        Assert.Equal("false", pod.Spec.Text("automountServiceAccountToken"));
        var mounting = pod.Containers.Where(container =>
            container.Items("volumeMounts").Any(mount => mount.Text("mountPath").StartsWith(TokenFolder, StringComparison.Ordinal)));
        Assert.Equal(["backup"], mounting.Select(container => container.Text("name")));
        var asking = pod.Containers.Where(container => container.Items("env").Any(variable => variable.Text("name") == "PGPASSWORD"));
        Assert.Equal(["archive"], asking.Select(container => container.Text("name")));
    }

    [Fact]
    public async Task The_longest_time_follows_from_the_volume_and_is_a_setting()
    {
        // 20 Gi: a minute each and a quarter of an hour; ten minutes for the archive, five for a node and images.
        Assert.Equal(("2100", 50 * 60), await TimesAsync(backup => backup));
        Assert.Equal(("7200", 135 * 60), await TimesAsync(backup => backup with { Deadline = TimeSpan.FromHours(2) }));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_archive_is_asked_for_a_fresh_segment_whenever_the_database_its_store_or_its_key_changes(string stack)
    {
        var run = await new StackRun { Settings = Previews.SettingsOf(stack), Answer = Versioned }.RunAsync();
        var step = Assert.Single(run.Plan.OfKind("Job"), job => job.StableTitle() == "Job postgres-archive");
        Assert.Equal("cluster 7, store 7, credentials 42", step.Inputs["metadata"]!["annotations"]!["step-trigger"]!.ToString());
        Assert.Contains("metadata.annotations", step.Options.ReplaceOnChanges);
        var pod = PodTemplate.Of(step)!;
        Assert.Equal(["archive"], pod.Containers.Select(container => container.Text("name")));
        Assert.DoesNotContain(pod.Spec.Items("volumes"), volume => volume["projected"] is not null);
    }

    [Fact]
    public async Task A_first_base_backup_is_taken_at_each_destination()
    {
        var settings = Previews.SettingsOf("prod");
        var moved = settings with
        {
            ObjectStorage = settings.ObjectStorage! with { Destination = new Uri("s3://elsewhere/reference") },
        };
        Assert.NotEqual(await FirstAsync(settings), await FirstAsync(moved));
        Assert.Equal(
            await FirstAsync(settings),
            await FirstAsync(settings.With(data => data.With<PostgresSettings>(postgres => postgres with { Storage = "70Gi" }))));
    }

    [Fact]
    public async Task The_backup_before_a_migration_comes_after_the_archive_and_the_first_one()
    {
        var plan = (await Previews.OfAsync("prod", Application)).Plan;
        Assert.Subset(
            StepOf(plan).Dependencies.ToHashSet(),
            plan.OfKind("Job")
                .Where(job => job.StableTitle() is "Job postgres-archive" or "Job postgres-base")
                .Select(job => job.Urn)
                .ToHashSet());
    }

    [Fact]
    public async Task One_that_failed_is_not_tried_again_by_itself_and_one_whose_node_goes_is()
    {
        var step = StepOf((await Previews.OfAsync("prod", Application)).Plan);
        Assert.Equal(0, step.Inputs.Number("spec.backoffLimit"));
        Assert.Equal(
            """[{"action":"Ignore","onPodConditions":[{"status":"True","type":"DisruptionTarget"}]}]""",
            step.Inputs.At("spec.podFailurePolicy.rules")!.ToJsonString());
        Assert.Equal("true", step.Inputs["metadata"]!["annotations"]!["pulumi.com/replaceUnready"]!.ToString());
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Statements_of_clients_that_are_gone_end(string stack)
        => Assert.Equal(
            "10s",
            (await Previews.OfAsync(stack))
                .Plan.Find("Cluster postgres")
                .Inputs.Text("spec.postgresql.parameters.client_connection_check_interval"));

    private static async Task<string?> FirstAsync(StackSettings settings)
        => Assert.Single(
            (await Preview.RunAsync(settings, "prod", Catalog.Default)).Plan.OfKind("Job"),
            job => job.StableTitle() == "Job postgres-base").ObjectName;

    private static Dictionary<string, object>? Versioned(MockResourceArgs args)
    {
        var metadata = ImmutableDictionary.CreateRange(new KeyValuePair<string, object>[]
        {
            new("name", args.Name!),
            new("generation", 7.0),
            new("resourceVersion", "42"),
        });
        return args.Name is "postgres-cluster" or "postgres-object-store" or "postgres-backup-credentials"
            ? new Dictionary<string, object> { ["metadata"] = metadata }
            : null;
    }

    private static PlannedResource StepOf(Plan plan)
        => Assert.Single(plan.OfKind("Job"), job => job.StableTitle() == "Job postgres-before-migrate");

    private static async Task<(string Deadline, int Seconds)> TimesAsync(Func<PostgresBackupSettings, PostgresBackupSettings> edit)
    {
        var settings = Previews
            .SettingsOf("stage", Application)
            .With(data => data.With<PostgresSettings>(postgres => postgres with { Backup = edit(postgres.Backup) }));
        var step = StepOf((await Preview.RunAsync(settings, "stage", Catalog.Default)).Plan);
        var deadline = PodTemplate.Of(step)!.Containers.First().Items("env").Single(variable => variable.Text("name") == "DEADLINE");
        return (deadline.Text("value"), step.Inputs.Number("spec.activeDeadlineSeconds") ?? 0);
    }
}
