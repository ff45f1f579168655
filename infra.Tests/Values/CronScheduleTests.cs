using Infra.Environments;
using Infra.Values;

namespace Infra.Tests.Values;

public sealed class CronScheduleTests
{
    public static TheoryData<string> Environments => [.. EnvironmentCatalog.All.Select(environment => environment.Name)];

    [Theory]
    [InlineData("* * * * *")]
    [InlineData("0 2 * * *")]
    [InlineData("59 23 31 12 7")]
    [InlineData("0 0 1 1 0")]
    [InlineData("05 02 * * *")]
    [InlineData("*/15 * * * *")]
    [InlineData("0 8-18/2 * * 1-5")]
    [InlineData("0,15,30,45 0,12 1,15 */3 0,6")]
    [InlineData("0 0-23 * * *")]
    public void A_schedule_is_five_fields(string text) => Assert.Equal(text, CronSchedule.TryParse(text)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("daily")]
    [InlineData("@daily")]
    [InlineData("0 2 * *")]
    [InlineData("0 0 2 * * *")]
    [InlineData("60 * * * *")]
    [InlineData("* 24 * * *")]
    [InlineData("* * 0 * *")]
    [InlineData("* * 32 * *")]
    [InlineData("* * * 0 *")]
    [InlineData("* * * 13 *")]
    [InlineData("* * * * 8")]
    [InlineData("-1 * * * *")]
    [InlineData("5-1 * * * *")]
    [InlineData("1-2-3 * * * *")]
    [InlineData("1- * * * *")]
    [InlineData("*/0 * * * *")]
    [InlineData("*/ * * * *")]
    [InlineData("*/x * * * *")]
    [InlineData("*/2/3 * * * *")]
    [InlineData("5/15 * * * *")]
    [InlineData("*-5 * * * *")]
    [InlineData("1,,2 * * * *")]
    [InlineData("1, * * * *")]
    [InlineData("001 * * * *")]
    [InlineData("0 2 * * MON")]
    [InlineData("0 2 * JAN *")]
    [InlineData("0 2 ? * *")]
    [InlineData("0 2 * * *\n")]
    [InlineData("0\t2 * * *")]
    [InlineData("٣ 2 * * *")]
    public void Anything_else_is_none(string text)
    {
        Assert.Null(CronSchedule.TryParse(text));
        Assert.Equal((false, text), (Of(text).IsValid, Of(text).Text));
        Assert.Throws<FormatException>(() => Of(text).WithSeconds);
        Assert.Throws<FormatException>(() => Of(text).LongestInterval);
    }

    [Fact]
    public void Spaces_do_not_matter() => Assert.Equal(Of("0 2 * * *"), Of("  0  2 * *  * "));

    [Theory]
    [InlineData("0 2 * * *", "0 0 2 * * *")]
    [InlineData("*/15 8-18 * * 1-5", "0 */15 8-18 * * 1-5")]
    [InlineData("0 2 * * 0", "0 0 2 * * 0")]
    [InlineData("0 2 * * 7", "0 0 2 * * 0")]
    [InlineData("0 2 * * 5-7", "0 0 2 * * 0,5,6")]
    public void The_operator_gets_a_field_for_the_seconds_and_no_day_seven(string text, string withSeconds)
        => Assert.Equal(withSeconds, Of(text).WithSeconds);

    [Theory]
    // Within a day.
    [InlineData("* * * * *", "1m")]
    [InlineData("*/15 * * * *", "15m")]
    [InlineData("*/7 * * * *", "7m")]
    [InlineData("5,20 * * * *", "45m")]
    [InlineData("0 * * * *", "1h")]
    [InlineData("0 */6 * * *", "6h")]
    [InlineData("0 0,6 * * *", "18h")]
    [InlineData("0 8-18/2 * * *", "14h")]
    [InlineData("0 0 * * *", "1d")]
    [InlineData("59 23 * * *", "1d")]
    [InlineData("30 2,14 * * *", "12h")]
    // Days of the week.
    [InlineData("0 2 * * 1", "7d")]
    [InlineData("0 2 * * 0", "7d")]
    [InlineData("0 2 * * 7", "7d")]
    [InlineData("0 2 * * 0,7", "7d")]
    [InlineData("0 2 * * 0-6", "1d")]
    [InlineData("0 2 * * 1-7", "1d")]
    [InlineData("0 2 * * 1-5", "3d")]
    [InlineData("0 2 * * 1,4", "4d")]
    [InlineData("0 2 * * */2", "2d")]
    [InlineData("0 2,14 * * 1-5", "60h")]
    // Days of the month, and months.
    [InlineData("0 2 1 * *", "31d")]
    [InlineData("0 2 31 * *", "61d")]
    [InlineData("0 2 1-31 * *", "1d")]
    [InlineData("0 2 */2 * *", "2d")]
    [InlineData("0 2 1,15 * *", "17d")]
    [InlineData("0 2 1 1 *", "366d")]
    [InlineData("0 2 1-5 1 *", "362d")]
    [InlineData("0 2 * 1 *", "336d")]
    [InlineData("0 2 * 1-6 *", "185d")]
    [InlineData("0 0 29 2 *", "1461d")]
    // Both days: either is enough, unless one has a star.
    [InlineData("0 2 1 * 1", "7d")]
    [InlineData("0 2 1-31 * 1", "1d")]
    [InlineData("0 2 13 * 0-6", "1d")]
    [InlineData("0 2 */2 * 1", "21d")]
    public void The_longest_time_between_two_runs_is_known(string text, string longest)
        => Assert.Equal(longest, Of(text).LongestInterval is { } interval ? Duration.Format(interval) : "never");

    [Theory]
    [InlineData("0 2 30 2 *")]
    [InlineData("0 2 31 4,6,9,11 *")]
    public void A_schedule_that_never_runs_has_no_longest_time(string text) => Assert.Null(Of(text).LongestInterval);

    [Theory]
    [MemberData(nameof(Environments))]
    public void Every_environment_is_backed_up_as_often_as_it_demands(string name)
    {
        var environment = EnvironmentCatalog.All.Single(environment => environment.Name == name);
        var interval = environment.BaseBackupSchedule.LongestInterval!.Value;
        Assert.InRange(interval, TimeSpan.FromMinutes(1), environment.BaseBackupInterval);
    }

    [Fact]
    public void Schedules_are_equal_when_they_are_written_alike()
    {
        Assert.Equal(Of("0 2 * * *"), Of("0 2 * * *"));
        Assert.Equal(Of("0 2 * * *").GetHashCode(), Of("0 2 * * *").GetHashCode());
        Assert.NotEqual(Of("0 2 * * *"), Of("0 2 * * 0-6"));
    }

    private static CronSchedule Of(string text) => text;
}
