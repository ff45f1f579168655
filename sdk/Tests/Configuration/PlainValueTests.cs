using Sdk.Tests.Support;

namespace Sdk.Tests.Configuration;

/// <summary>Texts, booleans and numbers.</summary>
public class PlainValueTests
{
    [Fact]
    public async Task Values_of_each_type_are_read()
        => Assert.Equal(
            ("api", true, 3, 1.5),
            await ReadAsync(
                """{ "proj:name": "api", "proj:on": "true", "proj:count": "3", "proj:ratio": "1.5" }""",
                config => (
                    config.Require("name"),
                    config.RequireBoolean("on"),
                    config.RequireInt32("count"),
                    config.RequireDouble("ratio"))));

    [Fact]
    public async Task Optional_values_of_each_type_are_read()
        => Assert.Equal(
            ("api", false, -3, 0.5),
            await ReadAsync(
                """{ "proj:name": "api", "proj:on": "false", "proj:count": "-3", "proj:ratio": "0.5" }""",
                config => (config.Get("name"), config.GetBoolean("on"), config.GetInt32("count"), config.GetDouble("ratio"))));

    [Fact]
    public async Task Optional_values_that_are_missing_are_null()
        => Assert.Equal(
            (null, null, null, null),
            await ReadAsync("{}", config => (config.Get("a"), config.GetBoolean("a"), config.GetInt32("a"), config.GetDouble("a"))));

    [Fact]
    public Task A_missing_text_is_told_with_the_command_that_sets_it() => MissingAsync(config => config.Require("key"));

    [Fact]
    public Task A_missing_boolean_is_told_with_the_command_that_sets_it() => MissingAsync(config => config.RequireBoolean("key"));

    [Fact]
    public Task A_missing_whole_number_is_told_with_the_command_that_sets_it() => MissingAsync(config => config.RequireInt32("key"));

    [Fact]
    public Task A_missing_number_is_told_with_the_command_that_sets_it() => MissingAsync(config => config.RequireDouble("key"));

    [Fact]
    public Task A_missing_object_is_told_with_the_command_that_sets_it() => MissingAsync(config => config.RequireObject<Size>("key"));

    [Fact]
    public async Task A_key_of_another_namespace_is_missing()
        => Assert.StartsWith(
            "Missing Required configuration variable 'proj:key'",
            await FailAsync("""{ "other:key": "yes" }""", config => config.Require("key")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("4x")]
    [InlineData("1.5")]
    [InlineData("1,000")]
    [InlineData("")]
    public async Task An_invalid_whole_number_is_told_with_its_key_and_value(string text)
        => Assert.Equal(
            $"Configuration 'proj:key' value '{text}' is not a valid Int32",
            await FailAsync($$"""{ "proj:key": "{{text}}" }""", config => config.RequireInt32("key")));

    [Theory]
    [InlineData("4x")]
    [InlineData("1,000")]
    public async Task An_invalid_number_is_told_with_its_key_and_value(string text)
        => Assert.Equal(
            $"Configuration 'proj:key' value '{text}' is not a valid Double",
            await FailAsync($$"""{ "proj:key": "{{text}}" }""", config => config.GetDouble("key")));

    [Theory]
    [InlineData("True")]
    [InlineData("FALSE")]
    [InlineData("1")]
    [InlineData("yes")]
    [InlineData(" true")]
    [InlineData("")]
    public async Task Booleans_are_only_exactly_true_and_false(string text)
        => Assert.Equal(
            $"Configuration 'proj:key' value '{text}' is not a valid Boolean",
            await FailAsync($$"""{ "proj:key": "{{text}}" }""", config => config.GetBoolean("key")));

    private static async Task MissingAsync<T>(Func<Config, T> read)
        => Assert.Equal(
            "Missing Required configuration variable 'proj:key'\n\tplease set a value using the command `pulumi config set "
                + "proj:key <value>`",
            await FailAsync("{}", read));

    private static Task<T> ReadAsync<T>(string json, Func<Config, T> read)
        => new TestRun { Config = json }.DeclareAsync(() => read(new Config("proj")));

    private static Task<string> FailAsync<T>(string json, Func<Config, T> read) => Failures.SingleOfAsync(() => ReadAsync(json, read));
}
