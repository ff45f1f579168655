using Infra.Tests.Platform.Observability.Cases;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Observability;

/// <summary>The alerts on a pooler of Postgres as Prometheus evaluates them.</summary>
public sealed class PoolerAlertTests
{
    [ToolFact("promtool")]
    public async Task They_fire_when_they_should_and_only_then()
    {
        using var folder = new ScratchFolder();
        var files = PromtoolFiles.WriteTests(await PlanAsync(), PostgresCases.OfPooler, folder);
        var (exitCode, output, error) = Tool.Run("promtool", "", ["test", "rules", .. files]);
        Assert.True(exitCode == 0, output + error);
    }

    [Fact]
    public async Task Each_has_a_case_in_which_it_fires_and_one_in_which_it_does_not()
    {
        var alerts = PlannedRules
            .NamesIn(await PlanAsync())
            .Where(alert => alert.StartsWith("PostgresPooler", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.Equal(4, alerts.Count);
        Assert.All([true, false], fires => Assert.Equal(
            alerts,
            PostgresCases.OfPooler.Where(one => one.Fires == fires).Select(one => one.Alert).Distinct().Order(StringComparer.Ordinal)));
    }

    private static Task<Plan> PlanAsync() => StackChange.PlanWithAsync("prod", "infra:postgres: {pooler: {enabled: true}}");
}
