using Infra.Values;

namespace Infra.Tests.Values;

public sealed class DurationTests
{
    [Theory]
    [InlineData("0s", 0)]
    [InlineData("30s", 30)]
    [InlineData("90s", 90)]
    [InlineData("15m", 900)]
    [InlineData("1h", 3600)]
    [InlineData("7d", 604800)]
    [InlineData("01h", 3600)]
    public void A_duration_is_a_number_with_a_unit(string text, int seconds)
        => Assert.Equal(TimeSpan.FromSeconds(seconds), Duration.TryParse(text));

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("30")]
    [InlineData("30S")]
    [InlineData("-30s")]
    [InlineData("+30s")]
    [InlineData("1.5h")]
    [InlineData("1h30m")]
    [InlineData("30 s")]
    [InlineData(" 30s")]
    [InlineData("30s\n")]
    [InlineData("5w")]
    [InlineData("99999999d")]
    [InlineData("99999999999999999999s")]
    public void Anything_else_is_none(string text) => Assert.Null(Duration.TryParse(text));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(30, "30s")]
    [InlineData(60, "1m")]
    [InlineData(90, "90s")]
    [InlineData(3600, "1h")]
    [InlineData(5400, "90m")]
    [InlineData(86400, "1d")]
    [InlineData(93600, "26h")]
    [InlineData(604800, "7d")]
    public void It_is_written_in_the_largest_unit_that_leaves_no_remainder(int seconds, string text)
    {
        Assert.Equal(text, Duration.Format(TimeSpan.FromSeconds(seconds)));
        Assert.Equal(TimeSpan.FromSeconds(seconds), Duration.TryParse(text));
    }
}
