using Infra.Tests.Platform.Observability.Cases;
using Infra.Tests.Support;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Observability;

/// <summary>The alerts of MySQL as Prometheus evaluates them.</summary>
public sealed class MySqlAlertTests
{
    private static readonly Dictionary<string, (string Settings, IReadOnlyList<AlertCase> Cases)> Providers = new()
    {
        ["percona"] = ("{}", MySqlCases.OfGroup),
        ["statefulset"] = ("""{ "provider": "statefulset" }""", MySqlCases.OfServer),
    };

    [ToolFact("promtool")]
    public Task Alerts_of_a_group_fire_when_they_should_and_only_then() => AssertFireAsync("percona");

    [ToolFact("promtool")]
    public Task Alerts_of_one_server_fire_when_they_should_and_only_then() => AssertFireAsync("statefulset");

    [Theory]
    [InlineData("percona")]
    [InlineData("statefulset")]
    public async Task Every_alert_has_a_case_in_which_it_fires_and_one_in_which_it_does_not(string provider)
    {
        var alerts = PlannedRules
            .NamesIn(await PlanOfAsync(provider))
            .Where(alert => alert.StartsWith("Mysql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.NotEmpty(alerts);
        Assert.All([true, false], fires => Assert.Equal(
            alerts,
            Providers[provider].Cases.Where(one => one.Fires == fires).Select(one => one.Alert).Distinct().Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task One_server_has_no_alerts_of_a_group()
        => Assert.DoesNotContain(PlannedRules.NamesIn(await PlanOfAsync("statefulset")), alert =>
            alert is "MysqlAccountsDown" or "MysqlMembersMissing" or "MysqlProxyDown");

    private static async Task AssertFireAsync(string provider)
    {
        using var folder = new ScratchFolder();
        var files = PromtoolFiles.WriteTests(await PlanOfAsync(provider), Providers[provider].Cases, folder);
        var (exitCode, output, error) = Tool.Run("promtool", "", ["test", "rules", .. files]);
        Assert.True(exitCode == 0, output + error);
    }

    private static async Task<Plan> PlanOfAsync(string provider)
        => (await Preview.RunAsync(MySqlStack.SettingsOf("prod", ("mysql", Providers[provider].Settings)), "prod", Catalog.Default)).Plan;
}
