using System.Collections.Immutable;
using Sdk.Tests.Support;

namespace Sdk.Tests.TestAsync;

/// <summary>Another stack's outputs: they are read, and each is as secret as it was there.</summary>
public class StackReferenceTests
{
    private const string Token = "pulumi:pulumi:StackReference";
    private const string Other = "acme/network/prod";

    [Fact]
    public async Task The_reference_is_read_by_the_name_of_the_stack()
    {
        var engine = Engine();
        await new TestRun { Engine = engine }.RunAsync(() => _ = new StackReference("network", new StackReferenceArgs { Name = Other }));

        var request = engine.Registration(Token, "network");
        Assert.Equal(Other, request.Id);
        Assert.Equal(Other, request.Inputs["name"]);
    }

    [Fact]
    public async Task The_reference_is_named_like_the_stack_where_nothing_else_is_said()
    {
        var engine = Engine();
        var reference = await new TestRun { Engine = engine }.DeclareAsync(() => new StackReference(Other));

        Assert.Equal(Other, engine.Registration(Token, Other).Id);
        await OutputAssert.KnownAsync(Other, reference.Id);
        await OutputAssert.KnownAsync(Other, reference.Name);
    }

    [Fact]
    public async Task An_output_is_found_by_its_name()
    {
        var (zone, missing) = await new TestRun { Engine = Engine() }.DeclareAsync(() =>
        {
            var reference = new StackReference(Other);
            return (reference.RequireOutput("zone"), reference.GetOutput("gone"));
        });

        await OutputAssert.KnownAsync("example.com", zone);
        await OutputAssert.KnownAsync(null, missing);
    }

    [Fact]
    public async Task An_output_is_secret_where_the_other_stack_says_so()
    {
        var (zone, password) = await new TestRun { Engine = Engine() }.DeclareAsync(() =>
        {
            var reference = new StackReference(Other);
            return (reference.RequireOutput("zone"), reference.RequireOutput("password"));
        });

        Assert.False(await Output.IsSecretAsync(zone));
        Assert.True(await Output.IsSecretAsync(password));
    }

    [Fact]
    public async Task A_required_output_that_is_missing_is_an_error()
        => Assert.Contains(
            $"Required output 'gone' does not exist on stack '{Other}'.",
            await Failures.SingleOfAsync(
                () => new TestRun { Engine = Engine() }.RunAsync(() => new StackReference(Other).RequireOutput("gone"))),
            StringComparison.Ordinal);

    private static MockedEngine Engine() => new()
    {
        Answer = _ => ("", new Dictionary<string, object>
        {
            ["name"] = Other,
            ["outputs"] = Output.CreateSecret(
                new Dictionary<string, object> { ["zone"] = "example.com", ["password"] = "hidden" }.ToImmutableDictionary()),
            ["secretOutputNames"] = ImmutableArray.Create("password"),
        }),
    };
}
