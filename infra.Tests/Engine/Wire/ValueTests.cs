using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pulumi;

namespace Infra.Tests.Engine.Wire;

/// <summary>How arguments are sent.</summary>
public sealed class ValueTests
{
    private const string Kind = "4dabf18193072939515e22adb298388d";
    private const string Secret = "1b47061264138c4ac30d75fd1eb44270";
    private const string Asset = "c44067f5952c0a294b673a41bacd8c17";
    private const string Archive = "0def7320c3a5731c473e5ecbe6d01bc7";
    private const string Reference = "5cf8f73096256a8f31e491e813e4eb8e";

    private static readonly Scenario Preview = new() { IsPreview = true };

    [StandInFact]
    public async Task Every_shape_arrives_and_what_is_not_there_does_not()
    {
        var inputs = await WireProgram.InputsOfAsync("a", () => _ = new Thing("a", new ThingArgs
        {
            Text = "ü",
            Count = 3,
            Ratio = 0.5,
            Enabled = false,
            Port = "http",
            Items = { "a" },
            Labels = ImmutableDictionary<string, string>.Empty,
            Part = new ThingPartArgs { Size = 1, Color = null },
            Settings = new ThingPartArgs { Color = "red" },
        }));

        JsonAssert.Equal("""{"color":"red"}""", JsonNode.Parse((string?)inputs["settings"] ?? "null"));
        inputs.Remove("settings");
        JsonAssert.Equal(
            """{"text":"ü","count":3,"ratio":0.5,"enabled":false,"port":"http","items":["a"],"labels":{},"part":{"size":1}}""",
            inputs);
    }

    [StandInFact]
    public async Task Secrets_are_marked_where_they_are_and_nowhere_else()
        => JsonAssert.Equal(
            $$"""
            {
              "text": {"{{Kind}}": "{{Secret}}", "value": "hidden"},
              "items": ["open", {"{{Kind}}": "{{Secret}}", "value": "hidden"}],
              "labels": {"{{Kind}}": "{{Secret}}", "value": {"key": "hidden"} },
              "part": {"size": 1, "color": {"{{Kind}}": "{{Secret}}", "value": "hidden"} }
            }
            """,
            await WireProgram.InputsOfAsync("a", () =>
            {
                var hidden = Output.CreateSecret("hidden");
                _ = new Thing("a", new ThingArgs
                {
                    Text = hidden,
                    Items = { "open", hidden },
                    Labels = Output.CreateSecret(ImmutableDictionary<string, string>.Empty.Add("key", "hidden")),
                    Part = new ThingPartArgs { Size = 1, Color = hidden },
                });
            }));

    // Nothing of it is known yet, its provider's decisions least of all.
    [StandInFact]
    public async Task What_a_preview_cannot_know_is_sent_as_unknown()
        => JsonAssert.Equal(
            $$"""
            {
              "text": "{{WireValue.Unknown}}",
              "items": ["open", "{{WireValue.Unknown}}"],
              "part": {"size": 1, "color": "{{WireValue.Unknown}}"}
            }
            """,
            await WireProgram.InputsOfAsync(
                "b",
                () =>
                {
                    var a = new Thing("a");
                    _ = new Thing("b", new ThingArgs
                    {
                        Text = a.Id,
                        Items = { "open", Output.Format($"http://{a.Address}") },
                        Part = new ThingPartArgs { Size = 1, Color = a.Address },
                    });
                },
                Preview));

    [StandInFact]
    public async Task A_preview_knows_what_was_given()
        => JsonAssert.Equal(
            """{"text":"given"}""",
            await WireProgram.InputsOfAsync(
                "b",
                () => _ = new Thing("b", new ThingArgs { Text = new Thing("a", new ThingArgs { Text = "given" }).Text! }),
                Preview));

    [StandInFact]
    public async Task Files_are_sent_as_assets_and_archives()
    {
        AssetOrArchive[] files =
        [
            new StringAsset("hello"),
            new FileAsset("./a.txt"),
            new RemoteAsset("https://example.com/a.txt"),
            new FileArchive("./folder"),
            new RemoteArchive("https://example.com/a.zip"),
        ];
        string[] expected =
        [
            $$"""{"{{Kind}}":"{{Asset}}","text":"hello"}""",
            $$"""{"{{Kind}}":"{{Asset}}","path":"./a.txt"}""",
            $$"""{"{{Kind}}":"{{Asset}}","uri":"https://example.com/a.txt"}""",
            $$"""{"{{Kind}}":"{{Archive}}","path":"./folder"}""",
            $$"""{"{{Kind}}":"{{Archive}}","uri":"https://example.com/a.zip"}""",
        ];
        var outcome = await WireProgram.RunAsync(() =>
        {
            foreach (var (index, file) in files.Index())
                _ = new Thing($"file-{index}", new ThingArgs { File = file });
            _ = new Thing(
                "all",
                new ThingArgs { File = new AssetArchive(files.Index().ToDictionary(file => $"{file.Index}", file => file.Item)) });
        });

        Assert.Equal(0, outcome.ExitCode);
        foreach (var (index, json) in expected.Index())
            JsonAssert.Equal(json, outcome.InputsOf($"file-{index}")["file"]);
        JsonAssert.Equal(
            $$"""
            {
              "{{Kind}}": "{{Archive}}",
              "assets": { {{string.Join(',', expected.Index().Select(file => $"\"{file.Index}\":{file.Item}"))}} }
            }
            """,
            outcome.InputsOf("all")["file"]);
    }

    [StandInFact]
    public async Task Resources_are_sent_as_references()
    {
        var outcome = await WireProgram.RunAsync(() =>
        {
            _ = new Thing("user", new ThingArgs { Other = new Thing("used") });
            _ = new Thing("shelf-user", new ThingArgs { Other = new Shelf("shelf") });
        });

        Assert.Equal(0, outcome.ExitCode);
        var used = outcome.InputsOf("user")["other"]!;
        Assert.Equal(
            (Reference, WireProgram.UrnOf("used"), "id-of-used"),
            ((string?)used[Kind], (string?)used["urn"], (string?)used["id"]));
        Assert.Equal([WireProgram.UrnOf("used")], outcome.Of("user").Texts("dependencies"));
        var shelf = outcome.InputsOf("shelf-user")["other"]!;
        Assert.Equal(
            (Reference, $"{WireProgram.Prefix}{Shelf.Token}::shelf", null),
            ((string?)shelf[Kind], (string?)shelf["urn"], shelf["id"]));
    }
}
