using Infra.Data.Postgres;
using Infra.Tests.Support;
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
            (await Previews.OfAsync(stack)).Plan.Find("Cluster postgres").Inputs.Text("spec.postgresql.parameters.client_connection_check_interval"));

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
