using System.Globalization;
using Infra.Data.Postgres;
using Infra.Data.Rds;
using Infra.Faults;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Tests.Data;

/// <summary>A recovery on RDS: another instance, made from the one before it, which stays.</summary>
public sealed class RdsRecoveryTests
{
    private const string Recovery =
        """{ "provider": "rds", "incarnation": 2, "recover": { "targetTime": "2026-11-30T14:05:00+02:00" } }""";

    [Fact]
    public async Task It_is_another_instance_beside_the_one_before_and_clients_come_to_it()
    {
        var preview = await RdsStack.PreviewAsync(RdsStack.SettingsOf("prod", null, ("postgres", Recovery)));
        Assert.Equal("", string.Join('\n', preview.Checks.SelectMany(result => result.Findings).Select(finding => finding.Text)));
        var (former, serving) = (preview.Plan.Find("Instance postgres"), preview.Plan.Find("Instance postgres-2"));
        Assert.Equal("reference-prod-postgres-2", serving.Inputs.Text("identifier"));
        Assert.Equal("reference-prod-postgres", serving.Inputs.Text("restoreToPointInTime.sourceDbInstanceIdentifier"));
        Assert.Equal("2026-11-30T12:05:00Z", serving.Inputs.Text("restoreToPointInTime.restoreTime"));
        Assert.Contains(former.Urn, serving.Dependencies);
        Assert.Contains("restoreToPointInTime", serving.Options.IgnoreChanges);
        // The former is kept as it was, and nothing of it is made anew.
        var before = (await RdsStack.OfAsync("prod")).Plan.Find("Instance postgres");
        Assert.Equal(before.Inputs.ToJsonString(), former.Inputs.ToJsonString());
        Assert.True(former.Options.Protect);
        Assert.Single(preview.Plan.OfType(AwsKinds.Key));
        Assert.Equal("generated-postgres-2-address", preview.Plan.Outputs["postgresHost"]!.ToString());
        Assert.Equal(
            ["reference-prod-postgres-2"],
            preview.Plan.OfType(AwsKinds.MetricAlarm)
                .Select(alarm => alarm.Inputs.Text("dimensions.DBInstanceIdentifier"))
                .Distinct());
        Assert.Contains(serving.Urn, preview.Plan.Find("Job postgres-role").Dependencies);
    }

    [Fact]
    public async Task MySQL_recovers_alike_and_the_former_is_released_and_removed_by_its_lines()
    {
        const string Released = """
            { "provider": "rds", "incarnation": 2, "formers": { "mysql": "release" }, "recover": { "targetTime": "2026-11-30T12:05:00Z" } }
            """;
        var preview = await RdsMySqlStack.PreviewAsync(RdsMySqlStack.SettingsOf("prod", Released));
        Assert.Equal("", string.Join('\n', preview.Checks.SelectMany(result => result.Findings).Select(finding => finding.Text)
            .Where(text => !text.Contains("can be deleted", StringComparison.Ordinal))));
        var former = preview.Plan.Find("Instance mysql");
        Assert.False(former.Options.Protect);
        Assert.False(former.Inputs.IsTrue("deletionProtection"));
        Assert.Equal("2026-11-30T12:05:00Z", preview.Plan.Find("Instance mysql-2").Inputs.Text("restoreToPointInTime.restoreTime"));
        const string Removed = """{ "provider": "rds", "incarnation": 2, "formers": { "mysql": "remove" } }""";
        var plan = (await RdsMySqlStack.PreviewAsync(RdsMySqlStack.SettingsOf("prod", Removed))).Plan;
        Assert.Equal(["mysql-2"], plan.OfType(AwsKinds.DatabaseInstance).Select(instance => instance.Name));
    }

    [Fact]
    public void Without_the_next_incarnation_it_is_refused()
        => Assert.Equal(
            "Pulumi.prod.yaml: infra:postgres.recover is set; a recovery makes another instance from the one before it, which stays. "
                + "Set infra:postgres.incarnation to 2, or remove it.",
            Assert.Single(Assert.Throws<InputException>(() => RdsStack.SettingsOf(
                "prod",
                null,
                ("postgres", """{ "provider": "rds", "recover": { "targetTime": "2026-11-30T14:05:00Z" } }"""))).Messages));

    [Theory]
    [InlineData("2026-11-30T12:00:00Z", "which has not come yet")]
    [InlineData("2027-01-15T12:00:00Z", "which is before the recovery window of 30 days")]
    [InlineData("2026-12-01T12:00:00Z", "")]
    public async Task A_time_that_RDS_does_not_reach_is_refused(string now, string problem)
    {
        var before = (await RdsStack.OfAsync("prod")).Plan;
        var after = (await RdsStack.PreviewAsync(RdsStack.SettingsOf("prod", null, ("postgres", Recovery)))).Plan;
        var findings = FindingsOf(before, after, now);
        Assert.Equal(problem.Length > 0, findings.Count > 0);
        Assert.All(findings, finding =>
        {
            Assert.True(finding.IsRefused);
            Assert.Contains(problem, finding.Problem, StringComparison.Ordinal);
        });
        // Once it is there, it has had its recovery.
        Assert.Empty(FindingsOf(after, after, now));
        // Of nothing, nothing is recovered.
        var source = before.Find("Instance postgres");
        var without = before with { Resources = [.. before.Resources.Where(resource => resource != source)] };
        Assert.Contains("which is not there", Assert.Single(FindingsOf(without, after, now)).Problem, StringComparison.Ordinal);
    }

    private static List<ChangeFinding> FindingsOf(Plan before, Plan after, string now)
    {
        var clock = new FixedClock(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
        return [.. new RdsRecoveriesAreNew(RdsPostgres.Engine, clock).Run(StackChange.Between(before, after))];
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
