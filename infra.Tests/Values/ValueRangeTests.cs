using Infra.Values;

namespace Infra.Tests.Values;

/// <summary>What a setting or a definition takes, and the nearest value where another stands.</summary>
public sealed class ValueRangeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(365)]
    public void Numbers_from_the_lowest_to_the_highest_belong_to_a_range(int number)
        => Assert.True(new NumberRange(1, 365).Contains(number));

    [Theory]
    [InlineData(int.MinValue, "Use 1 or more")]
    [InlineData(0, "Use 1 or more")]
    [InlineData(366, "Use 365 or less")]
    [InlineData(int.MaxValue, "Use 365 or less")]
    public void Other_numbers_have_a_nearest_one(int number, string fix)
    {
        var range = new NumberRange(1, 365);
        Assert.False(range.Contains(number));
        Assert.Equal(("it takes a whole number from 1 to 365", fix), (range.Rule, range.FixOf(number)));
    }

    [Theory]
    [InlineData("1m")]
    [InlineData("86400s")]
    public void Times_from_the_shortest_to_the_longest_belong_to_a_range(string text) => Assert.True(Times.Contains(Read(text)));

    [Theory]
    [InlineData("59s", "Use 1m or more")]
    [InlineData("86401s", "Use 1d or less")]
    public void Other_times_have_a_nearest_one(string text, string fix)
    {
        Assert.False(Times.Contains(Read(text)));
        Assert.Equal(("it takes a duration from 1m to 1d", fix), (Times.Rule, Times.FixOf(Read(text))));
    }

    [Theory]
    [InlineData("1Gi")]
    [InlineData("1024Mi")]
    [InlineData("2G")]
    [InlineData("64Ti")]
    [InlineData("5000000000")]
    public void Quantities_from_the_lowest_to_the_highest_belong_to_a_range(string text)
        => Assert.True(QuantityRange.BytesFrom("1Gi").Contains(text));

    [Theory]
    [InlineData("1023Mi", "Use 1Gi or more")]
    [InlineData("1G", "Use 1Gi or more")]
    [InlineData("0", "Use 1Gi or more")]
    [InlineData("-5Gi", "Use 1Gi or more")]
    [InlineData("big", "Use 1Gi or more")]
    [InlineData("65Ti", "Use 64Ti or less")]
    [InlineData("999999999999999Ti", "Use 64Ti or less")]
    // Thousandths of a byte are no unit of memory.
    [InlineData("5000000000000m", "Use 1Gi or more")]
    public void Other_quantities_have_a_nearest_one(string text, string fix)
    {
        var range = QuantityRange.BytesFrom("1Gi");
        Assert.False(range.Contains(text));
        Assert.Equal(("it takes a quantity from 1Gi to 64Ti", fix), (range.Rule, range.FixOf(text)));
    }

    [Theory]
    [InlineData("1m", true)]
    [InlineData("0.001", true)]
    [InlineData("256", true)]
    [InlineData("256.001", false)]
    [InlineData("0.0005", false)]
    [InlineData("1Ki", false)]
    public void Cores_are_whole_ones_and_thousandths(string text, bool belongs)
        => Assert.Equal(belongs, QuantityRange.Cores.Contains(text));

    private static DurationRange Times { get; } = new(TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));

    private static TimeSpan Read(string text) => Duration.TryParse(text)!.Value;
}
