using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Engine.Wire;

/// <summary>What a program learns from answers.</summary>
public sealed class AnswerTests
{
    private const string Kind = "4dabf18193072939515e22adb298388d";
    private const string Secret = "1b47061264138c4ac30d75fd1eb44270";

    [StandInFact]
    public async Task The_state_is_read_and_a_secret_in_it_stays_one()
    {
        Thing? thing = null;
        var outcome = await WireProgram.RunAsync(
            () => thing = new Thing("a", new ThingArgs { Text = "asked" }),
            answers: Answer(
                "a",
                "thing-1",
                new JsonObject
                {
                    ["text"] = "given",
                    ["address"] = new JsonObject { [Kind] = Secret, ["value"] = "10.0.0.1" },
                }));

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(
            (WireProgram.UrnOf("a"), "thing-1", "given", "10.0.0.1"),
            (await ValueAsync(thing!.Urn), await ValueAsync(thing.Id), await ValueAsync(thing.Text), await ValueAsync(thing.Address)));
        Assert.Equal((true, false), (await Output.IsSecretAsync(thing.Address), await Output.IsSecretAsync(thing.Text)));
        Assert.Equal([thing], await OutputUtilities.GetDependenciesAsync(thing.Address));
    }

    // A stack's outputs go back to the engine.
    [StandInFact]
    public async Task What_a_program_gives_out_arrives_with_its_secrets_marked()
    {
        var outcome = await WireProgram.RunAsync(() =>
            new Dictionary<string, object?>
            {
                ["open"] = new Thing("a").Id,
                ["hidden"] = Output.CreateSecret(3),
                ["none"] = null,
            });

        Assert.Equal(0, outcome.ExitCode);
        var outputs = Assert.Single(outcome.OutputRegistrations).Fields["outputs"]!.AsObject();
        Assert.Equal("id-of-a", (string?)outputs["open"]);
        JsonAssert.Equal($$"""{"{{Kind}}":"{{Secret}}","value":3}""", outputs["hidden"]);
        Assert.Null(outputs["none"]);
    }

    [StandInFact]
    public async Task Of_a_preview_nothing_is_known_that_a_provider_decides()
    {
        Thing? thing = null;
        var outcome = await WireProgram.RunAsync(
            () => thing = new Thing("a", new ThingArgs { Text = "asked" }),
            new Scenario { IsPreview = true },
            Answer("a", "thing-1", new JsonObject { ["address"] = "10.0.0.1" }));

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("asked", await ValueAsync(thing!.Text));
        Assert.Equal(
            (false, false),
            (await OutputUtilities.GetIsKnownAsync(thing.Id), await OutputUtilities.GetIsKnownAsync(thing.Address)));
    }

    // As with --continue-on-error: the engine says what has failed, and passes over what depends on it.
    [StandInFact]
    public async Task Of_what_was_not_deployed_nothing_is_known_and_the_program_goes_on()
    {
        var (failed, skipped) = ((Thing?)null, (Thing?)null);
        var outcome = await WireProgram.RunAsync(
            () =>
            {
                failed = new Thing("failed");
                skipped = new Thing("skipped", new ThingArgs { Text = failed.Address });
                _ = new Thing("other");
            },
            new Scenario { Refused = WireProgram.UrnOf("failed"), RefusedAs = "result" });

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(WireValue.Unknown, (string?)outcome.InputsOf("skipped")["text"]);
        Assert.Equal(
            (false, false, true),
            (outcome.Of("failed").IsDeployed, outcome.Of("skipped").IsDeployed, outcome.Of("other").IsDeployed));
        foreach (var thing in new[] { failed!, skipped! })
        {
            Assert.Equal(
                (false, false),
                (await OutputUtilities.GetIsKnownAsync(thing.Id), await OutputUtilities.GetIsKnownAsync(thing.Address)));
        }
    }

    private static async Task<T> ValueAsync<T>(Output<T> output)
    {
        Assert.True(await OutputUtilities.GetIsKnownAsync(output), "It is not known.");
        return await OutputUtilities.GetValueAsync(output);
    }

    private static JsonObject Answer(string thing, string id, JsonObject state)
        => new()
        {
            [WireProgram.UrnOf(thing)] = new JsonObject { ["id"] = id, ["state"] = state },
        };
}
