namespace Infra.Tests.Goldens;

/// <summary>What is said where a text is not the committed one.</summary>
public sealed class LineDifferenceTests
{
    private const string Committed = """
        --- # redis
        spec:
          replicas: 1
          containers:
          - name: server
            image: redis:8
        """;

    [Fact]
    public void Texts_that_are_the_same_do_not_differ() => Assert.Empty(LineDifference.Of(Committed, Committed));

    [Fact]
    public void A_changed_line_says_where_it_stands()
        => Assert.Equal(
            ["@ redis > spec > containers > name: server", "-     image: redis:8", "+     image: redis:9"],
            LineDifference.Of(Committed, Committed.Replace("redis:8", "redis:9", StringComparison.Ordinal)));

    [Fact]
    public void What_is_added_stands_together()
        => Assert.Equal(
            ["@ redis > spec > containers", "+   - name: exporter", "+     image: exporter:1"],
            LineDifference.Of(Committed, $"{Committed}\n  - name: exporter\n    image: exporter:1"));

    [Fact]
    public void What_is_gone_stands_together()
        => Assert.Equal(
            ["@ redis > spec", "-   containers:", "-   - name: server", "-     image: redis:8"],
            LineDifference.Of(Committed, "--- # redis\nspec:\n  replicas: 1"));

    [Fact]
    public void A_moved_line_is_gone_here_and_added_there()
        => Assert.Equal(["- a", "+ a"], LineDifference.Of("a\nb\nc\n", "b\nc\na\n"));
}
