using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using StackPreview.Comparison;
using StackPreview.Plans;

namespace Infra.Tests.Data.MySql;

/// <summary>One server that serves a recovery does not go back to the former data because a line is missing.</summary>
public sealed class RecoveredFolderStaysTests
{
    private const string First = """{"recover": {"backup": "20261130T020000Z"}}""";
    private const string Second = """{"recover": {"backup": "20261201T020000Z"}}""";

    [Fact]
    public async Task A_recovery_whose_line_is_gone_is_refused()
    {
        var finding = Assert.Single(await FindingsOf(First, "{}"), one => one.IsRefused);
        Assert.Equal(
            "StatefulSet mysql: it serves recovered-20261130t020000z, and would go back to data, which has what was there before the "
                + "recovery, or nothing. Set infra:mysql.recover.backup to 20261130T020000Z again; where the former data are meant, take "
                + "a dump of what serves, and run pulumi up without this comparison.",
            finding.Text);
    }

    [Theory]
    [InlineData("{}", First)]
    [InlineData(First, First)]
    [InlineData(First, Second)]
    [InlineData("{}", "{}")]
    public async Task A_recovery_that_begins_stays_or_follows_another_is_fine(string before, string after)
        => Assert.DoesNotContain(await FindingsOf(before, after), finding => finding.IsRefused);

    private static async Task<IEnumerable<ChangeFinding>> FindingsOf(string before, string after)
    {
        var comparison = StackChange.Between(await PlanAsync(before), await PlanAsync(after));
        return [.. comparison.Refused, .. comparison.Warnings];
    }

    private static async Task<Plan> PlanAsync(string settings)
        => (await Preview.RunAsync(MySqlStack.SettingsOf("dev", ("mysql", settings)), "dev", Catalog.Default)).Plan;
}
