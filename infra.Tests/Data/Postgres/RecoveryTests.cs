using System.Text.Json.Nodes;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>
/// A recovery by settings: another cluster is made from a backup, everybody moves to it in one update, and the one from before stays.
/// </summary>
public sealed class RecoveryTests
{
    private const string Recover = "recover: {from: postgres-k3x9q2, targetTime: '2026-11-30T14:05:00Z'}";
    private const string Recovering = $"infra:postgres: {{incarnation: 2, {Recover}}}";
    private const string Recovered = "infra:postgres: {incarnation: 2}";
    private const string Former = "Cluster postgres";
    private const string New = "Cluster postgres-2";

    public static TheoryData<string> Stacks => [.. Repository.Stacks];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_new_cluster_is_made_from_the_backup_and_archives_elsewhere(string stack)
    {
        var spec = (await StackChange.PlanWithAsync(stack, Recovering)).Find(New).Inputs["spec"]!;
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(
                    """
                    {
                      "recovery": {
                        "source": "origin", "database": "reference", "owner": "reference", "secret": { "name": "postgres-2-owner" },
                        "recoveryTarget": { "targetTime": "2026-11-30T14:05:00Z" }
                      }
                    }
                    """),
                spec["bootstrap"]),
            spec["bootstrap"]!.ToJsonString());
        var origin = Assert.Single(spec.Items("externalClusters"));
        Assert.Equal(
            ("origin", "barman-cloud.cloudnative-pg.io", "postgres-2", "postgres-k3x9q2"),
            (
                origin.Text("name"),
                origin.Text("plugin.name"),
                origin.Text("plugin.parameters.barmanObjectName"),
                origin.Text("plugin.parameters.serverName")));
        Assert.Equal("postgres-2-generated-postgres-2-incarnation", spec.Items("plugins").Single().Text("parameters.serverName"));
    }

    [Theory]
    [InlineData("backup: 20261130T020000, immediate: true", """{"backupID":"20261130T020000","targetImmediate":true}""")]
    [InlineData("backup: 20261130T020000, targetName: before", """{"backupID":"20261130T020000","targetName":"before"}""")]
    [InlineData("backup: 20261130T020000", """{"backupID":"20261130T020000"}""")]
    [InlineData("", null)]
    public async Task A_target_is_a_backup_a_restore_point_or_the_latest(string target, string? expected)
    {
        var plan = await StackChange.PlanWithAsync("dev", $"infra:postgres: {{incarnation: 2, recover: {{from: postgres, {target}}}}}");
        Assert.Equal(expected, plan.Find(New).Inputs.At("spec.bootstrap.recovery.recoveryTarget")?.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Everybody_moves_to_it_and_all_checks_pass(string stack)
    {
        var preview = await PreviewAsync(stack, Recovering);
        AssertPassed(preview);
        var plan = preview.Plan;
        Assert.Equal($"postgres-2-rw.reference-{stack}.svc", plan.Outputs["postgresHost"]!.ToString());
        Assert.Equal("postgres-2-ca", plan.Outputs["postgresCaSecret"]!.ToString());
        var watched = plan.Find("PodMonitor postgres").Inputs.At("spec.selector.matchLabels")!["cnpg.io/cluster"]!;
        Assert.Equal("postgres-2", watched.ToString());
        var clients = PodTemplate.In(plan).Where(template => template.Labels.ContainsKey("postgres-2-client"));
        Assert.Superset(new HashSet<string> { "api", "worker", "migrate" }, clients.Select(client => client.Workload).ToHashSet());
        Assert.DoesNotContain(PodTemplate.In(plan), template => template.Labels.ContainsKey("postgres-client"));
        var rules = plan.OfKind("PrometheusRule").Select(rule => rule.Inputs.ToJsonString()).ToList();
        Assert.Contains(rules, rule => rule.Contains("postgres-2-[0-9]"));
        Assert.DoesNotContain(rules, rule => rule.Contains("\\u0022postgres-[0-9]") || rule.Contains("\"postgres-[0-9]"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task All_that_a_recovery_needs_is_there_before_it_starts(string stack)
    {
        var plan = await StackChange.PlanWithAsync(stack, Recovering);
        var cluster = plan.Find(New);
        var store = plan.Find("ObjectStore postgres-2");
        Assert.All(
            [store, plan.Find("Secret postgres-2-owner"), plan.Find("NetworkPolicy postgres-2-instances")],
            earlier => Assert.Contains(earlier.Urn, cluster.Dependencies));
        Assert.Contains(plan.Find("Secret postgres-backup-credentials").Urn, store.Dependencies);
        var network = new NetworkModel(plan);
        // https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/pkg/specs/jobs.go
        var pod = new Dictionary<string, string> { ["cnpg.io/cluster"] = "postgres-2", ["cnpg.io/jobRole"] = "full-recovery" };
        Assert.True(network.AllowsOut(pod, NetworkPeer.Address.OnTheInternet, 443));
        Assert.True(network.AllowsOut(pod, new NetworkPeer.Address("10.0.0.1"), 6443));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_one_from_before_stays_as_it_is_and_is_protected_everywhere(string stack)
    {
        var (before, after) = (await StackChange.PlanAsync(stack), await StackChange.PlanWithAsync(stack, Recovering));
        var comparison = StackChange.Between(before, after);
        Assert.Empty(comparison.Refused);
        Assert.All(["Cluster postgres", "ObjectStore postgres"], title => Assert.True(after.Find(title).Options.Protect, title));
        var kept = new[] { "Cluster", "ObjectStore", "ScheduledBackup", "Secret", "NetworkPolicy", "RandomPassword", "RandomString" };
        Assert.DoesNotContain(comparison.Resources, change =>
            kept.Contains(change.Resource.Facts.Type.Split(':')[^1])
            && change.Resource.Urn.Contains("CloudNativePg")
            && change.Kind is not ChangeKind.Created
            && !change.Deployed.All(field => field.Path.Steps[0] == "options"));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_recovery_may_be_removed_once_it_has_been_made(string stack)
    {
        var comparison = StackChange.Between(
            await StackChange.PlanWithAsync(stack, Recovering),
            await StackChange.PlanWithAsync(stack, Recovered));
        Assert.Empty(comparison.Findings);
        Assert.All(comparison.Resources, change => Assert.All(change.Deployed, field => Assert.Equal("options", field.Path.Steps[0])));
    }

    [Fact]
    public async Task A_former_cluster_keeps_its_version()
    {
        var plan = (await PreviewAsync("prod", Recovered)).Plan;
        Assert.Contains("spec.imageName", plan.Find("Cluster postgres").Options.IgnoreChanges);
        Assert.DoesNotContain("spec.imageName", plan.Find("Cluster postgres-2").Options.IgnoreChanges);
    }

    [Fact]
    public async Task Where_the_number_is_forgotten_the_update_is_refused()
    {
        var before = await StackChange.PlanWithAsync("dev", Recovered);
        Assert.Equal(
            ["Cluster postgres-2: it serves, and would no longer be declared, while Cluster postgres takes its place. "
                + "Set infra:postgres.incarnation to 2 again; where the move is meant, add infra:postgres.formers: {postgres-2: keep}."],
            StackChange.Between(before, await StackChange.PlanAsync("dev")).Refused.Select(finding => finding.Text));
        Assert.Empty(
            StackChange
                .Between(before, await StackChange.PlanWithAsync("dev", "infra:postgres: {incarnation: 1, formers: {postgres-2: keep}}"))
                .Refused);
    }

    [Fact]
    public async Task What_is_kept_must_be_there()
        => Assert.Equal(
            ["Cluster postgres-2: it is to stay beside the one that serves, but it is not there: it would be made anew, empty. "
                + "Set infra:postgres.formers: {postgres-2: remove}."],
            StackChange
                .Between(
                    await StackChange.PlanAsync("dev"),
                    await StackChange.PlanWithAsync("dev", "infra:postgres: {formers: {postgres-2: keep}}"))
                .Refused.Select(finding => finding.Text));

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_one_from_before_is_removed_in_two_updates(string stack)
    {
        var kept = await StackChange.PlanWithAsync(stack, Recovered);
        var released = await StackChange.PlanWithAsync(stack, "infra:postgres: {incarnation: 2, formers: {postgres: release}}");
        var removed = await StackChange.PlanWithAsync(stack, "infra:postgres: {incarnation: 2, formers: {postgres: remove}}");

        Assert.All(StackChange.Between(kept, removed).Refused, finding => Assert.Contains("is protected", finding.Text));
        Assert.Equal(2, StackChange.Between(kept, removed).Refused.Count());
        Assert.Empty(StackChange.Between(kept, released).Findings);
        Assert.False(released.Find(Former).Options.Protect);
        Assert.Equal("true", released.Find(Former).Inputs.Text("metadata.annotations.postgres-released"));
        var comparison = StackChange.Between(released, removed);
        Assert.Empty(comparison.Refused);
        Assert.Contains(comparison.Warnings, finding => finding.Text.Contains("Cluster postgres: it holds data, and would be deleted"));
        Assert.DoesNotContain(removed.Resources, resource => resource.StableTitle() == Former);
    }

    // What has no address of its own could be taken for the other's.
    [Fact]
    public async Task A_companion_recovers_as_well()
    {
        var settings = Previews.SettingsOf("prod", "julia");
        var data = settings.Data["chatwoot"];
        var services = data.Services.Select(service => service.Settings is Infra.Data.Postgres.PostgresSettings postgres
            ? service with { Settings = postgres with { Incarnation = 2, Formers = [new(1, IsProtected: true)] } }
            : service);
        var preview = await Preview.RunAsync(
            settings with { Data = settings.Data.SetItem("chatwoot", data with { Services = [.. services] }) },
            "prod",
            Catalog.Default);
        AssertPassed(preview);
        Assert.Equal(
            ["chatwoot-postgres", "chatwoot-postgres-2"],
            preview.Plan.OfKind("Cluster").Select(cluster => cluster.ObjectName).Order(StringComparer.Ordinal));
    }

    private static void AssertPassed(Preview preview)
        => Assert.Empty(preview.Checks.SelectMany(check => check.Findings).Select(finding => finding.Text));

    private static Task<Preview> PreviewAsync(string stack, string setting)
        => Preview.RunAsync(
            Previews.Parse(stack, $"{File.ReadAllText(Path.Combine(Repository.TestStacks, $"Pulumi.{stack}.yaml"))}\n  {setting}\n"),
            stack,
            Catalog.Default);
}
