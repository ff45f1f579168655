using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.SettingsTests;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>A newer major version by settings: a backup before it, an archive of its own from then on, a base backup there.</summary>
public sealed class UpgradeTests
{
    private const string Old = "infra:postgres: {version: 17}";
    private const string Upgrading = "infra:postgres: {version: 18, upgradeFrom: 17, archive: postgres-v18}";

    [Fact]
    public async Task It_is_backed_up_before_and_after()
    {
        var plan = await StackChange.PlanWithAsync("prod", Upgrading);
        var cluster = plan.Find("Cluster postgres");
        Assert.Contains(plan.Find("Job postgres-before-v18").Urn, cluster.Dependencies);
        Assert.Equal("postgres-v18", Assert.Single(cluster.Inputs.Items("spec.plugins")).Text("parameters.serverName"));
        // Another archive has another first base backup, which comes after the new server is as declared.
        var before = FirstOf(await StackChange.PlanWithAsync("prod", Old));
        var after = FirstOf(plan);
        Assert.NotEqual(before.ObjectName, after.ObjectName);
        Assert.Contains(
            plan.OfKind("Job").Single(job => job.StableTitle() == "Job postgres-rollout").Urn,
            after.Dependencies);

        static PlannedResource FirstOf(Plan plan)
            => Assert.Single(plan.OfKind("Job"), job => job.ObjectName!.StartsWith("postgres-base-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task It_may_be_deployed_and_all_checks_pass(string stack)
    {
        var (before, after) = (await StackChange.PlanWithAsync(stack, Old), await StackChange.PlanWithAsync(stack, Upgrading));
        Assert.Empty(StackChange.Between(before, after).Refused);
        var settings = Previews.Parse(
            stack,
            $"{await File.ReadAllTextAsync(Path.Combine(Repository.TestStacks, $"Pulumi.{stack}.yaml"))}\n  {Upgrading}\n");
        var preview = await Preview.RunAsync(settings, stack, Catalog.Default);
        Assert.Empty(preview.Checks.Where(check => !check.IsPassed).SelectMany(check => check.Findings).Select(finding => finding.Text));
        // Afterwards it need not be said any more.
        var said = await StackChange.PlanWithAsync(stack, "infra:postgres: {version: 18, archive: postgres-v18}");
        Assert.Empty(StackChange.Between(after, said).Refused);
        Assert.Empty(StackChange.Between(said, await StackChange.PlanAsync(stack)).Refused);
    }

    [Fact]
    public async Task An_upgrade_that_is_not_saved_is_refused()
        => Assert.Equal(
            ["Cluster postgres: it is upgraded from 17 to 18 without a backup before it. "
                + "Set infra:postgres.upgradeFrom to 17 and infra:postgres.archive to postgres-v18."],
            StackChange
                .Between(
                    await StackChange.PlanWithAsync("prod", Old),
                    await StackChange.PlanWithAsync("prod", "infra:postgres: {version: 18}"))
                .Refused.Select(finding => finding.Text));

    [Theory]
    [InlineData(
        "version: 17, upgradeFrom: 18, archive: a-17",
        "upgradeFrom is 18; infra:postgres.version is 17, and an upgrade leads to a newer one. Remove it.")]
    [InlineData(
        "version: 18, upgradeFrom: 17",
        "upgradeFrom is 17; one archive never holds two major versions. "
            + "Add infra:postgres.archive with the new one in its name, such as postgres-v18.")]
    [InlineData(
        "version: 18, upgradeFrom: 17, archive: postgres-1818",
        "upgradeFrom is 17; one archive never holds two major versions. "
            + "Add infra:postgres.archive with the new one in its name, such as postgres-v18.")]
    [InlineData(
        "synchronous: preferred",
        "synchronous is \"preferred\"; it takes 2 instances, and there is 1. Set infra:postgres.instances to 2 or more, or remove it.")]
    [InlineData(
        "synchronous: required, instances: 2",
        "synchronous is \"required\"; it takes 3 instances, and there are 2. Set infra:postgres.instances to 3 or more, or remove it.")]
    public async Task Is_refused(string settings, string fault)
        => Assert.Equal(
            $"Pulumi.dev.yaml: infra:postgres.{fault}",
            await Project.RefusalOfAsync(StackText.Of($"infra:postgres: {{{settings}}}")));

    [Theory]
    [InlineData("stage", "preferred")]
    [InlineData("prod", "required")]
    public async Task A_commit_waits_for_a_replica_without_a_restart(string stack, string durability)
    {
        var comparison = await StackChange.CompareAsync(stack, $"infra:postgres: {{synchronous: {durability}}}");
        var synchronous = comparison.After.Find("Cluster postgres").Inputs.At("spec.postgresql.synchronous")!;
        Assert.Equal(
            ("any", 1, durability),
            (synchronous.Text("method"), synchronous.Number("number"), synchronous.Text("dataDurability")));
        Assert.Empty(comparison.Findings);
        Assert.Empty(comparison.Rollouts);
        Assert.Null(comparison.Before.Find("Cluster postgres").Inputs.At("spec.postgresql.synchronous"));
    }

    [Theory]
    [InlineData("AES256")]
    [InlineData("aws:kms")]
    public async Task The_store_is_told_to_encrypt_where_the_stack_says_so(string encryption)
    {
        var comparison = await StackChange.CompareAsync("prod", $"infra:postgres: {{backup: {{encryption: '{encryption}'}}}}");
        var configuration = comparison.After.Find("ObjectStore postgres").Inputs.At("spec.configuration")!;
        Assert.Equal((encryption, encryption), (configuration.Text("wal.encryption"), configuration.Text("data.encryption")));
        Assert.Empty(comparison.Rollouts);
        var before = comparison.Before.Find("ObjectStore postgres").Inputs.At("spec.configuration")!;
        Assert.Null(before.At("wal.encryption") ?? before.At("data.encryption"));
    }
}
