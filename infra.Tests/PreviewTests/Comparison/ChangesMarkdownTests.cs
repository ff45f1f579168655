using System.Globalization;
using StackPreview.Plans;
using StackPreview.Rendering.Markdown;

namespace Infra.Tests.PreviewTests.Comparison;

/// <summary>
/// The Markdown of a comparison: below its budget, complete in what it says it leaves out, and nothing in it but what it says.
/// </summary>
public sealed class ChangesMarkdownTests
{
    [Theory]
    [InlineData(1_000)]
    [InlineData(5_000)]
    [InlineData(24_000)]
    [InlineData(ChangesMarkdown.DefaultBudget)]
    public void Whatever_changes_it_stays_below_its_budget_and_counts_what_is_left_out(int budget)
    {
        const int Count = 2_000;
        var text = ChangesMarkdown.Of(
            StackChange.Between(Things(Count, index => $"a{index}"), Things(Count, index => $"b{index}")),
            budget);
        var shown = text.Split('\n').Count(line => line.StartsWith("- `Thing ", StringComparison.Ordinal));

        Assert.InRange(text.Length, budget / 2, budget);
        Assert.EndsWith(
            $"\n… and {Count - shown} more changes are left out: there is no room for more. The comparison as text has everything.\n",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Where_all_fits_nothing_is_left_out()
    {
        var text = ChangesMarkdown.Of(StackChange.Between(Things(3, index => $"a{index}"), Things(3, index => $"b{index}")));
        Assert.Equal(
            """
            ### Changes

            **3 to change, 1 unchanged; no workload rolls out, no job runs.**

            #### Change

            - `Thing n0`
              - `value` `a0 → b0`
            - `Thing n1`
              - `value` `a1 → b1`
            - `Thing n2`
              - `value` `a2 → b2`

            """,
            text);
    }

    [Fact]
    public void A_resource_with_many_fields_is_folded_and_cut()
    {
        var text = ChangesMarkdown.Of(StackChange.Between(Wide("a"), Wide("b")));
        Assert.Contains(
            "- `Thing thing`\n  <details><summary>100 fields</summary>\n\n  - `f000` `a0 → b0`\n",
            text,
            StringComparison.Ordinal);
        Assert.Contains("  - … and 70 more\n\n  </details>\n", text, StringComparison.Ordinal);

        static Plan Wide(string value)
            => SmallPlan.Of(
                "Thing",
                $"{{{string.Join(',', Enumerable.Range(0, 100).Select(index => $"\"f{index:000}\": \"{value}{index}\""))}}}");
    }

    [Fact]
    public void Nothing_changes_in_one_line()
    {
        var plan = SmallPlan.Of("Thing", "{}");
        Assert.Equal("**No changes.**\n", ChangesMarkdown.Of(StackChange.Between(plan, plan)));
    }

    [Theory]
    [InlineData("</details><script>alert(1)</script>")]
    [InlineData("`code` and ``more``")]
    [InlineData("@somebody fixes #1, see https://example.com")]
    [InlineData("a\nb\u2028c\u202Ed")]
    [InlineData("| [x](y) ![z](w) **b** $e$")]
    [InlineData("` ")]
    public void What_plans_hold_stands_in_code(string value)
    {
        var text = ChangesMarkdown.Of(StackChange.Between(Single("x"), Single(value)));
        var line = Assert.Single(text.Split('\n'), line => line.Contains("`value`", StringComparison.Ordinal));

        // One piece of code to the end of the line, that nothing in it ends.
        Assert.Matches("^  - `value` (`[^`]+`|<code>[^<`]+</code>)$", line);
        Assert.DoesNotContain(line, letter =>
            char.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.LineSeparator);

        static Plan Single(string value)
            => SmallPlan.Of("Thing", new System.Text.Json.Nodes.JsonObject { ["value"] = value }.ToJsonString());
    }

    [Fact]
    public void Outside_of_code_a_name_mentions_nobody_and_is_no_markup()
    {
        var plan = SmallPlan.Of("Thing", "{}");
        var text = ChangesMarkdown.Of(
            StackChange.Between(plan, SmallPlan.Of("Thing", """{"a": 1}""").InStack("@team #1 <b> *x* https://example.com")));
        Assert.Contains(
            "### prod → @&#8203;team \\#&#8203;1 &lt;b&gt; \\*x\\* https:&#8203;//example.com\n",
            text,
            StringComparison.Ordinal);
    }

    private static Plan Things(int count, Func<int, string> value)
        => SmallPlan.Of([
            .. Enumerable
                .Range(0, count)
                .Select(index =>
                    SmallPlan.Of("Thing", $$"""{"value": "{{value(index)}}"}""").Resources[1] with
                    {
                        Name = $"n{index}",
                        Urn = $"urn:pulumi:prod::infra::kubernetes:test/v1:Thing::n{index}",
                        ObjectName = $"n{index}",
                    }),
        ]);
}
