using StackPreview.Rendering.Markdown;

namespace Infra.Tests.PreviewTests.Rendering.Markdown;

/// <summary>Text that stands for itself in markdown.</summary>
public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("Redis does not answer.", "Redis does not answer.")]
    [InlineData("a | b", "a &#124; b")]
    [InlineData("*a* _b_ ~c~ `d` [e](f)", "\\*a\\* \\_b\\_ \\~c\\~ \\`d\\` \\[e\\](f)")]
    [InlineData("<img src=x> & </details>", "&lt;img src=x&gt; &amp; &lt;/details&gt;")]
    [InlineData("ask @team", "ask @&#8203;team")]
    [InlineData("see #123 or GH-7", "see \\#&#8203;123 or GH-&#8203;7")]
    [InlineData("http://example.com www.example.com", "http:&#8203;//example.com www&#8203;.example.com")]
    [InlineData(":tada: at 5: a", ":&#8203;tada: at 5: a")]
    [InlineData("{{ $labels.name }} $x$", "{{ <span>$</span>labels.name }} <span>$</span>x<span>$</span>")]
    [InlineData("a\\|b", "a\\\\&#124;b")]
    [InlineData("a\r\nb\u2028c\u202Ed\0", "a  b c d ")]
    public void Among_others_it_formats_links_and_mentions_nothing(string text, string markdown)
        => Assert.Equal(markdown, MarkdownText.Plain(text));

    [Theory]
    [InlineData("api", "`api`")]
    [InlineData("@team #123 <b> [secret] \"x\" *", "`@team #123 <b> [secret] \"x\" *`")]
    [InlineData("a|b", "<code>a&#124;b</code>")]
    [InlineData("a`b``c", "<code>a&#96;b&#96;&#96;c</code>")]
    [InlineData("a\\", "<code>a&#92;</code>")]
    [InlineData(" </code>@team", "<code> &#60;&#47;code&#62;&#64;team</code>")]
    [InlineData("a\nb", "`a b`")]
    [InlineData("", "<code></code>")]
    public void As_code_it_ends_neither_the_code_nor_the_cell(string text, string markdown)
        => Assert.Equal(markdown, MarkdownText.Code(text));

    [Fact]
    public void A_block_has_a_fence_that_none_of_its_lines_is()
        => Assert.Equal("`````sh\na\n```` b c\n```\n`````", MarkdownText.Block("sh", ["a", "```` b\nc", "```  "]));

    [Fact]
    public void What_is_too_long_ends_in_an_ellipsis_between_characters()
    {
        Assert.Equal(new string('a', MarkdownText.MaxLength), MarkdownText.Plain(new string('a', MarkdownText.MaxLength)));
        Assert.Equal(
            new string('a', MarkdownText.MaxLength - 1) + '…',
            MarkdownText.Plain(new string('a', MarkdownText.MaxLength - 1) + "🎉a"));
    }
}
