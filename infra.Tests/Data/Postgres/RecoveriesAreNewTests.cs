using Infra.Data.Postgres;
using Infra.Tests.PreviewTests.Comparison;
using StackPreview.Comparison;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>A recovery that is about to begin is held against the clock; one that has been made is not.</summary>
public sealed class RecoveriesAreNewTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_target_in_the_future_is_refused()
        => Assert.Equal(
            ["Cluster postgres-2: it is to be recovered to 2026-11-30T16:00:00+01:00, and it is 2026-11-30T14:00:00Z: nothing is archived "
                + "from then, and the recovery would fail. Set infra:postgres.recover.targetTime to a time that is past, or remove it for "
                + "the latest."],
            TextsOf(Serving(18), Recovering("2026-11-30T16:00:00+01:00")));

    [Fact]
    public void A_target_before_the_recovery_window_is_warned_of()
    {
        var finding = Assert.Single(FindingsOf(Serving(18), Recovering("2026-11-22T14:00:00Z")));
        Assert.False(finding.IsRefused);
        Assert.Contains("before the recovery window of 7 days", finding.Text);
    }

    [Theory]
    [InlineData("2026-11-30T13:59:59Z")]
    [InlineData("2026-11-24T00:00:00Z")]
    [InlineData("")]
    public void A_target_within_it_is_fine(string target) => Assert.Empty(FindingsOf(Serving(18), Recovering(target)));

    [Fact]
    public void A_recovery_that_has_been_made_is_held_against_nothing()
        => Assert.Empty(FindingsOf(Recovering("2099-01-01T00:00:00Z"), Recovering("2099-01-01T00:00:00Z")));

    [Fact]
    public void Another_major_version_is_to_be_minded_as_an_old_archive_may_be_of_it()
    {
        var finding = Assert.Single(FindingsOf(Serving(17), Recovering("")));
        Assert.Equal(
            "Cluster postgres-2: it is of Postgres 18, and Cluster postgres of 17: a base backup is of one major version. See that "
                + "what it is recovered from is of 18, or set infra:postgres.version to 17, and upgrade once it is recovered.",
            finding.Text);
        Assert.False(finding.IsRefused);
    }

    private static IEnumerable<string> TextsOf(Plan before, Plan after) => FindingsOf(before, after).Select(finding => finding.Text);

    private static IEnumerable<ChangeFinding> FindingsOf(Plan before, Plan after)
        => new RecoveriesAreNew(new StoppedClock(Now)).Run(PlanComparer.Compare(before, after, []));

    private static Plan Serving(int version)
    {
        var store = SmallPlan.Of(
            "ObjectStore",
            """{"metadata": {"name": "postgres", "namespace": "shop-prod"}, "spec": {"retentionPolicy": "7d"}}""");
        var cluster = Cluster("postgres", version, """{"initdb": {}}""");
        return cluster with { Resources = [.. cluster.Resources, store.Resources[^1]] };
    }

    private static Plan Recovering(string target)
    {
        var time = target.Length > 0 ? $$"""{"targetTime": "{{target}}"}""" : "{}";
        return Cluster("postgres-2", 18, $$"""{"recovery": {"source": "origin", "recoveryTarget": {{time}} } }""");
    }

    private static Plan Cluster(string name, int version, string bootstrap) => SmallPlan.Of(
        "Cluster",
        $$"""
        {
          "metadata": { "name": "{{name}}", "namespace": "shop-prod" },
          "spec": { "imageName": "ghcr.io/cloudnative-pg/postgresql:{{version}}.1", "bootstrap": {{bootstrap}} }
        }
        """);

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
