using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using StackPreview.Plans;

namespace Infra.Tests.Data;

/// <summary>Backups that go to another place from now on: whoever does it is told that the new place is empty.</summary>
public sealed class BackupsMoveTests
{
    private const string Problem = "those in the old place stay there, and in the new one there is none to recover from until the next is "
        + "taken. Take a backup right after the update, and keep the old place for the recovery window.";

    [Theory]
    [InlineData("dev", "CronJob mysql-dump")]
    [InlineData("prod", "PerconaServerMySQL mysql")]
    public async Task Of_MySQL(string stack, string title)
    {
        var (before, after) = (await PlanAsync(stack, "s3://old/shop"), await PlanAsync(stack, "s3://new/shop"));
        Assert.Equal(
            $"{title}: its backups move from old/shop/mysql to new/shop/mysql: {Problem}",
            Assert.Single(StackChange.Between(before, after).Warnings, warning => warning.Title == title).Text);
    }

    [Fact]
    public async Task Nothing_is_said_where_they_stay()
        => Assert.Empty(
            (await StackChange.CompareAsync("prod", "infra:postgres: {backup: {retentionDays: 31}}")).Warnings);

    private static async Task<Plan> PlanAsync(string stack, string destination)
    {
        var settings = MySqlStack.SettingsOf(stack);
        var storage = settings.ObjectStorage! with { Destination = new Uri(destination) };
        return (await new StackRun { Settings = settings with { ObjectStorage = storage } }.RunAsync()).Plan;
    }
}
