namespace Infra.Tests.Goldens;

/// <summary>Sets of stacks in few words.</summary>
public sealed class StackSetsTests
{
    private static readonly StackSets Sets =
        new([("shop", "dev"), ("shop", "prod"), ("desk", "dev"), ("desk", "prod"), ("shelf", "dev"), ("shelf", "prod")]);

    [Theory]
    [InlineData("dev", "shop dev", "desk dev", "shelf dev")]
    [InlineData("shop", "shop dev", "shop prod")]
    [InlineData("desk prod", "desk prod")]
    [InlineData("shop, desk prod", "shop dev", "shop prod", "desk prod")]
    [InlineData("prod, shelf", "shop prod", "desk prod", "shelf dev", "shelf prod")]
    [InlineData("dev, prod", "shop dev", "shop prod", "desk dev", "desk prod", "shelf dev", "shelf prod")]
    public void They_are_named_by_application_and_environment(string words, params string[] stacks)
        => Assert.Equal(words, Sets.WordsFor(stacks.ToHashSet(), Sets.All.ToHashSet()));

    [Fact]
    public void What_they_were_chosen_from_is_not_said_again()
        => Assert.Equal("prod", Sets.WordsFor(new HashSet<string> { "shop prod" }, new HashSet<string> { "shop dev", "shop prod" }));

    [Fact]
    public void Words_stand_for_the_set_that_they_were_made_for()
    {
        var subsets = Enumerable.Range(1, (1 << Sets.All.Count) - 1).Select(Subset).ToList();
        foreach (var within in subsets)
            Assert.All(subsets.Where(within.IsSupersetOf), set => Assert.Equal(set, Sets.Parse(Sets.WordsFor(set, within), within)));

        static HashSet<string> Subset(int bits) => [.. Sets.All.Where((_, index) => (bits & (1 << index)) != 0)];
    }

    [Theory]
    [InlineData("stage")]
    [InlineData("prod, stage")]
    [InlineData("of shop")]
    [InlineData("")]
    public void Other_words_stand_for_none(string words) => Assert.Null(Sets.Parse(words, Sets.All.ToHashSet()));
}
