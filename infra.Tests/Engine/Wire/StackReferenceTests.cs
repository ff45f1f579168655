using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Engine.Wire;

/// <summary>The outputs of another stack.</summary>
public sealed class StackReferenceTests
{
    private const string Other = "acme/network/prod";

    private static readonly Scenario Scenario = new()
    {
        References = new JsonObject
        {
            [Other] = new JsonObject
            {
                ["zone"] = "example.com",
                ["password"] = new JsonObject
                {
                    ["4dabf18193072939515e22adb298388d"] = "1b47061264138c4ac30d75fd1eb44270",
                    ["value"] = "hidden",
                },
            },
        },
    };

    [StandInTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task They_are_read_and_are_as_secret_as_they_were_there(bool isPreview)
    {
        var (zone, password) = ((Output<object>?)null, (Output<object>?)null);
        var outcome = await WireProgram.RunAsync(
            () =>
            {
                var reference = new StackReference("network", new StackReferenceArgs { Name = Other });
                (zone, password) = (reference.RequireOutput("zone"), reference.RequireOutput("password"));
                _ = new Thing("a", new ThingArgs { Text = password.Apply(value => (string)value) });
            },
            Scenario with { IsPreview = isPreview });

        Assert.Empty(outcome.Errors);
        Assert.Equal(0, outcome.ExitCode);
        Assert.DoesNotContain(outcome.Registrations, request => request.Text("type") == "pulumi:pulumi:StackReference");
        var read = Assert.Single(outcome.Requests, request => request.Method == "ReadResource");
        Assert.Equal(
            (Other, "pulumi:pulumi:StackReference", "network", true),
            (read.Text("id"), read.Text("type"), read.Text("name"), read.Flag("acceptsecrets")));
        JsonAssert.Equal($$"""{"name":"{{Other}}"}""", read.Fields["object"]);
        Assert.Equal(
            ("example.com", "hidden"),
            (await OutputUtilities.GetValueAsync(zone!), await OutputUtilities.GetValueAsync(password!)));
        Assert.Equal((false, true), (await Output.IsSecretAsync(zone!), await Output.IsSecretAsync(password!)));
        Assert.True(WireValue.IsSecret(outcome.InputsOf("a")["text"], out var text));
        Assert.Equal("hidden", (string?)text);
    }

    [StandInFact]
    public async Task A_stack_that_is_not_there_is_told()
    {
        var outcome = await WireProgram.RunAsync(() => _ = new StackReference("acme/network/gone"), Scenario);

        Assert.Equal(32, outcome.ExitCode);
        Assert.Contains("unknown stack \"acme/network/gone\"", Assert.Single(outcome.Errors.Distinct()), StringComparison.Ordinal);
    }

    [StandInFact]
    public async Task An_output_that_is_not_there_is_told()
    {
        var outcome = await WireProgram.RunAsync(
            () =>
                _ = new Thing("a", new ThingArgs { Text = new StackReference(Other).RequireOutput("gone").Apply(value => (string)value) }),
            Scenario);

        Assert.Equal(32, outcome.ExitCode);
        Assert.Contains(outcome.Errors, error =>
            error.Contains($"Required output 'gone' does not exist on stack '{Other}'.", StringComparison.Ordinal));
        Assert.DoesNotContain(outcome.Registrations, request => request.Text("name") == "a");
    }
}
