using Infra.Faults;

namespace Infra.Tests.Faults;

public sealed class ShownValueTests
{
    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("two words", "\"two words\"")]
    [InlineData("https://user:password@example.com/path", "\"https://…@example.com/…\"")]
    [InlineData("https://token@example.com", "\"https://…@example.com\"")]
    [InlineData("me@example.com", "\"me@example.com\"")]
    [InlineData("https://example.com", "\"https://example.com\"")]
    [InlineData("https://example.com:9000", "\"https://example.com:9000\"")]
    [InlineData("https://example.com:9000/path", "\"https://example.com:9000/…\"")]
    [InlineData("https://example.com?token=secret", "\"https://example.com/…\"")]
    [InlineData("https://example.com#secret", "\"https://example.com/…\"")]
    [InlineData("redis://:secret", "\"redis:///…\"")]
    [InlineData("redis://user:12secret", "\"redis://user/…\"")]
    [InlineData("https://user:pass/word@example.com", "\"https://…\"")]
    [InlineData("https://user:pass@word@example.com", "\"https://…\"")]
    [InlineData("https://example.com/\nhttps://user:password@example.com", "\"https://…\"")]
    [InlineData("robot:secret@registry.example.com/shop:1.0", "\"…@registry.example.com/shop:1.0\"")]
    [InlineData("robot:se:c/r@et@registry.example.com", "\"…@registry.example.com\"")]
    [InlineData(":secret@example.com", "\"…@example.com\"")]
    [InlineData("push to robot:two words@example.com", "\"push to …@example.com\"")]
    [InlineData("registry.example.com/shop:1.0@sha256:abc", "\"registry.example.com/shop:1.0@sha256:abc\"")]
    [InlineData("registry.example.com:5000/shop:1.0", "\"registry.example.com:5000/shop:1.0\"")]
    public void Text_is_quoted_with_no_more_of_an_address_than_its_host(string text, string shown)
        => Assert.Equal(shown, ShownValue.Of(text));

    [Fact]
    public void Long_text_is_cut()
    {
        Assert.Equal($"\"{new string('a', 100)}\"", ShownValue.Of(new string('a', 100)));
        Assert.Equal($"\"{new string('a', 100)}…\"", ShownValue.Of(new string('a', 101)));
    }

    [Fact]
    public void A_message_is_one_line_that_steers_no_terminal()
        => Assert.Equal([@"one\ntwo \u001b[31m\u000d"], new InputException("one\ntwo \u001b[31m\r").Messages.AsEnumerable());
}
