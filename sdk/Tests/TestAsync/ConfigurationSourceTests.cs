using System.Text.Json;
using Sdk.Tests.Support;

namespace Sdk.Tests.TestAsync;

/// <summary>Where a test's configuration comes from, and when it is read.</summary>
public class ConfigurationSourceTests
{
    [Fact]
    public async Task Configuration_comes_from_PULUMI_CONFIG_a_JSON_object_with_keys_of_project_and_key()
    {
        var run = new TestRun
        {
            Config = """{ "infra:size": "3", "other:size": "4" }""",
            Options = new TestOptions { ProjectName = "infra" },
        };

        var (own, other) = await run.DeclareAsync(() => (new Config().Require("size"), new Config("other").Require("size")));

        Assert.Equal("3", own);
        Assert.Equal("4", other);
    }

    [Fact]
    public async Task Without_PULUMI_CONFIG_there_is_no_configuration()
        => Assert.Null(await new TestRun().DeclareAsync(() => new Config().Get("size")));

    [Theory]
    [InlineData("3", "3")]
    [InlineData("1.5", "1.5")]
    [InlineData("[1,2]", "[1,2]")]
    [InlineData("""{"a":"b"}""", """{"a":"b"}""")]
    public async Task JSON_values_that_are_not_strings_become_their_text(string json, string text)
    {
        var run = new TestRun { Config = $$"""{ "project:value": {{json}} }""" };

        Assert.Equal(text, await run.DeclareAsync(() => new Config().Require("value")));
    }

    [Fact]
    public async Task Configuration_is_read_once_when_the_deployment_is_constructed()
    {
        var started = new TaskCompletionSource();
        var run = new TestRun
        {
            Config = """{ "project:size": "before" }""",
            Engine = new MockedEngine { Ready = started.Task },
        };

        // The environment is cleared as soon as the run has started; the function runs after that.
        var declared = run.DeclareAsync(() => new Widget("a").Id.Apply(_ => new Config().Get("size")));
        started.SetResult();

        await OutputAssert.KnownAsync("before", await declared);
    }

    [Fact]
    public async Task What_the_program_changes_in_the_environment_is_not_seen()
    {
        var run = new TestRun { Config = """{ "project:size": "before" }""" };

        var size = await run.DeclareAsync(() =>
        {
            Environment.SetEnvironmentVariable("PULUMI_CONFIG", """{ "project:size": "after" }""");
            return new Config().Get("size");
        });

        Assert.Equal("before", size);
    }

    [Fact]
    public async Task Invalid_JSON_in_PULUMI_CONFIG_makes_TestAsync_throw_the_JSON_exception_itself()
    {
        var run = new TestRun { Config = "{ size: 3 }" };

        Assert.IsType<JsonException>(await Failures.ThrownByAsync(() => run.RunAsync(() => { })), exactMatch: false);
    }

    [Fact]
    public async Task Invalid_JSON_in_PULUMI_CONFIG_SECRET_KEYS_makes_TestAsync_throw_the_JSON_exception_itself()
    {
        var run = new TestRun { SecretKeys = "[ project:size ]" };

        Assert.IsType<JsonException>(await Failures.ThrownByAsync(() => run.RunAsync(() => { })), exactMatch: false);
    }
}
