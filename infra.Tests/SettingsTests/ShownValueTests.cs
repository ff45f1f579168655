using Infra.Settings.Reading;

namespace Infra.Tests.SettingsTests;

public sealed class ShownValueTests
{
    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("two words", "\"two words\"")]
    [InlineData("https://user:password@example.com/path", "\"https://…@example.com/path\"")]
    [InlineData("https://token@example.com", "\"https://…@example.com\"")]
    [InlineData("me@example.com", "\"me@example.com\"")]
    [InlineData("https://example.com/@me", "\"https://example.com/@me\"")]
    public void Text_is_quoted_without_the_password_of_an_address(string text, string shown) => Assert.Equal(shown, ShownValue.Of(text));

    [Fact]
    public void Long_text_is_cut()
    {
        Assert.Equal($"\"{new string('a', 100)}\"", ShownValue.Of(new string('a', 100)));
        Assert.Equal($"\"{new string('a', 100)}…\"", ShownValue.Of(new string('a', 101)));
    }

    [Fact]
    public void A_message_is_one_line_that_steers_no_terminal()
        => Assert.Equal([@"one\ntwo \u001b[31m\u000d"], new SettingsException("one\ntwo \u001b[31m\r").Messages.AsEnumerable());
}
