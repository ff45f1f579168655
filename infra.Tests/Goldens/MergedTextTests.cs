namespace Infra.Tests.Goldens;

/// <summary>Texts of several stacks in one: what all have stands once, and what only some have says which.</summary>
public sealed class MergedTextTests
{
    private static readonly (string Application, string Environment)[] Stacks =
        [("shop", "dev"), ("shop", "prod"), ("desk", "dev"), ("desk", "prod")];

    private static readonly StackSets Sets = new(Stacks);

    private static readonly string[] Zones = ["  zones:", "  - name: a", "  - name: b"];

    [Fact]
    public void What_differs_says_in_which_stacks_and_all_values_of_a_key_stand_together()
        => Assert.Equal(
            """
            --- # server
            spec:
              replicas: 1  # dev
              replicas: 3  # prod
              size: 1Gi  # dev
              size: 8Gi  # shop prod
              size: 9Gi  # desk prod
              zones:  # prod
              - name: a
              - name: b
              tier: front  # shop

            """,
            Written(
                ("shop dev", ["--- # server", "spec:", "  replicas: 1", "  size: 1Gi", "  tier: front"]),
                ("shop prod", ["--- # server", "spec:", "  replicas: 3", "  size: 8Gi", .. Zones, "  tier: front"]),
                ("desk dev", ["--- # server", "spec:", "  replicas: 1", "  size: 1Gi"]),
                ("desk prod", ["--- # server", "spec:", "  replicas: 3", "  size: 9Gi", .. Zones])));

    [Fact]
    public void Lines_are_the_same_only_below_the_same_line()
        => Assert.Equal(
            """
            - alert: Down  # dev
              labels:
                severity: critical
            - alert: Slow  # prod
              labels:
                severity: critical

            """,
            Written(
                ("shop dev", ["- alert: Down", "  labels:", "    severity: critical"]),
                ("shop prod", ["- alert: Slow", "  labels:", "    severity: critical"]),
                ("desk dev", ["- alert: Down", "  labels:", "    severity: critical"]),
                ("desk prod", ["- alert: Slow", "  labels:", "    severity: critical"])));

    [Fact]
    public void What_a_stack_does_not_have_at_all_is_no_difference_within()
        => Assert.Equal(
            "--- # server  # shop\nspec:\n  size: 1Gi  # dev\n  size: 8Gi  # prod\n",
            Written(("shop dev", ["--- # server", "spec:", "  size: 1Gi"]), ("shop prod", ["--- # server", "spec:", "  size: 8Gi"])));

    [Fact]
    public void A_line_that_looks_like_one_of_fewer_stacks_is_refused()
    {
        string[] lines = ["text  # prod"];
        var texts = Stacks.Select(stack => (StackSets.NameOf(stack), lines)).ToArray();
        var failure = Assert.Throws<InvalidOperationException>(() => Written(texts));
        Assert.Equal("In desk dev, this would be read as something else:\ntext  # prod", failure.Message);
    }

    /// <summary>Whatever the texts are like: with other lines, other indentation, repeated lines.</summary>
    [Fact]
    public void Every_stack_gets_its_text_back()
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var texts = Stacks.Select(stack => (Stack: StackSets.NameOf(stack), Lines: RandomLines(random))).ToArray();
            var read = new MergedText(Sets).Read(Written(texts));
            Assert.All(texts, text => Assert.Equal(text.Lines, read.LinesOf(text.Stack)));
        }
    }

    private static string[] RandomLines(Random random)
        => ["head", .. Enumerable.Range(0, random.Next(12)).Select(_ => RandomLine(random))];

    private static string RandomLine(Random random)
    {
        var (indent, item) = (new string(' ', 2 * random.Next(3)), random.Next(3) == 0 ? "- " : "");
        return $"{indent}{item}k{random.Next(3)}: {random.Next(2)}";
    }

    private static string Written(params (string Stack, string[] Lines)[] texts)
    {
        var merged = LineTree.Of(texts[0].Stack, texts[0].Lines);
        foreach (var (stack, lines) in texts.Skip(1))
            merged.Merge(LineTree.Of(stack, lines));
        return new MergedText(Sets).Write(merged);
    }
}
