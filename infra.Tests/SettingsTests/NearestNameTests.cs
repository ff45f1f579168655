using CsCheck;
using Infra.Settings.Reading;

namespace Infra.Tests.SettingsTests;

public sealed class NearestNameTests
{
    private static readonly string[] Known = ["alerts", "cluster", "edge", "postgres", "qdrant", "redis", "release"];

    [Theory]
    [InlineData("postgres", "postgres")]
    [InlineData("postgress", "postgres")]
    [InlineData("postgre", "postgres")]
    [InlineData("POSTGRES", "postgres")]
    [InlineData("psotgres", "postgres")]
    [InlineData("redsi", "redis")]
    [InlineData("egde", "edge")]
    [InlineData("realease", "release")]
    [InlineData("pastgris", "postgres")]
    public void A_slip_is_recognized(string name, string nearest) => Assert.Equal(nearest, NearestName.Of(name, Known));

    [Fact]
    public void Any_letter_that_is_missing_doubled_or_swapped_with_the_next_is_such_a_slip()
        => Gen.Int[0, Known.Length - 1].Select(Gen.Int[0, 100]).Sample((index, number) =>
        {
            var name = Known[index];
            var at = number % (name.Length - 1);
            string[] slips =
            [
                name.Remove(at, 1),
                name.Insert(at, name[at..(at + 1)]),
                name[..at] + name[at + 1] + name[at] + name[(at + 2)..],
            ];
            return slips.All(slip => NearestName.Of(slip, Known) == name);
        });

    [Theory]
    [InlineData("mysql")]
    [InlineData("monitoring")]
    [InlineData("")]
    [InlineData("postgresqldatabase")]
    public void Another_word_is_not_taken_for_a_slip(string name) => Assert.Null(NearestName.Of(name, Known));

    [Fact]
    public void Nothing_is_near_where_nothing_is_known() => Assert.Null(NearestName.Of("redis", []));

    [Fact]
    public void Of_two_that_are_equally_near_the_first_in_the_alphabet_is_named() => Assert.Equal("bat", NearestName.Of("bot", ["bit", "bat"]));

    [Fact]
    public void The_suggestion_names_the_nearest_or_else_all()
    {
        Assert.Equal("Use infra:redis, or remove it", NearestName.Suggest("redsi", Known, name => $"infra:{name}"));
        Assert.Equal("Remove it, or use one of alerts, cluster, edge, postgres, qdrant, redis, release", NearestName.Suggest("mysql", Known, name => $"infra:{name}"));
    }
}
