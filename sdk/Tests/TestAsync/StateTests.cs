using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Sdk.Tests.Support;

namespace Sdk.Tests.TestAsync;

/// <summary>What a mock returns, and what becomes of it.</summary>
public partial class StateTests
{
    [Fact]
    public async Task The_state_becomes_the_outputs_of_the_resource()
    {
        var engine = new MockedEngine
        {
            Answer = _ => ("w-1", new Dictionary<string, object>
            {
                ["text"] = "hello",
                ["count"] = 3,
                ["labels"] = new Dictionary<string, object> { ["app"] = "api" }.ToImmutableDictionary(),
            }),
        };
        var widget = await new TestRun { Engine = engine }.DeclareAsync(() => new Widget("a"));

        await OutputAssert.KnownAsync("w-1", widget.Id);
        await OutputAssert.KnownAsync("hello", widget.Text);
        await OutputAssert.KnownAsync(3, widget.Count);
        Assert.Equal("api", (await OutputUtilities.GetValueAsync(widget.Labels))["app"]);
        await OutputAssert.DependsOnAsync(widget.Text, widget);
    }

    [Fact]
    public async Task The_state_must_be_a_dictionary_of_strings_to_objects()
    {
        var run = new TestRun { Engine = new MockedEngine { Answer = _ => ("w-1", new { Text = "hello" }) } };

        Assert.Matches(UnsupportedState(), await Failures.SingleOfAsync(() => run.RunAsync(() => _ = new Widget("a"))));
    }

    [Fact]
    public async Task A_property_missing_from_the_state_is_known_null_when_IsPreview_is_false()
    {
        var run = new TestRun { Engine = MockedEngine.Giving(("count", 3)), Options = new TestOptions { IsPreview = false } };
        var widget = await run.DeclareAsync(() => new Widget("a"));

        await OutputAssert.KnownAsync(null, widget.Text);
    }

    [Fact]
    public async Task A_property_missing_from_the_state_is_unknown_when_IsPreview_is_true()
    {
        var run = new TestRun { Engine = MockedEngine.Giving(("count", 3)), Options = new TestOptions { IsPreview = true } };
        var widget = await run.DeclareAsync(() => new Widget("a"));

        await OutputAssert.UnknownAsync(widget.Text);
        await OutputAssert.KnownAsync(3, widget.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_null_id_is_an_unknown_Id(bool isPreview)
    {
        var run = new TestRun
        {
            Engine = new MockedEngine { Answer = args => (null, args.Inputs) },
            Options = new TestOptions { IsPreview = isPreview },
        };
        var widget = await run.DeclareAsync(() => new Widget("a"));

        await OutputAssert.UnknownAsync(widget.Id);
        await OutputAssert.KnownAsync("urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Widget::a", widget.Urn);
    }

    [Fact]
    public async Task A_secret_in_the_state_is_a_secret_output()
    {
        var run = new TestRun { Engine = MockedEngine.Giving(("text", Output.CreateSecret("hidden")), ("count", 3)) };
        var widget = await run.DeclareAsync(() => new Widget("a"));

        await OutputAssert.KnownAsync("hidden", widget.Text);
        await OutputAssert.SecretAsync(widget.Text);
        await OutputAssert.NotSecretAsync(widget.Count);
    }

    [Fact]
    public async Task AdditionalSecretOutputs_are_not_applied_to_the_state()
    {
        var run = new TestRun { Engine = MockedEngine.Giving(("text", "hello")) };
        var widget =
            await run.DeclareAsync(() => new Widget("a", options: new CustomResourceOptions { AdditionalSecretOutputs = { "text" } }));

        await OutputAssert.KnownAsync("hello", widget.Text);
        await OutputAssert.NotSecretAsync(widget.Text);
    }

    [GeneratedRegex(
        "unhandled exception:\n.*is not a supported argument type",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex UnsupportedState();
}
