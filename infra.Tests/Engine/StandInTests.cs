using System.Text.Json.Nodes;
using Infra.Tests.Support;

namespace Infra.Tests.Engine;

/// <summary>
/// The stand-in is held to the official SDK of another language: it would else be an engine for the program under test alone.
/// </summary>
public sealed class StandInTests
{
    private const string Prefix = "urn:pulumi:dev::acme::";

    private static readonly string[] Registered =
    [
        "pulumi:providers:test explicit",
        "pulumi:pulumi:Stack acme-dev",
        "test:index:Group group",
        "test:index:Part group-part",
        "test:index:Widget widget",
    ];

    [StandInFact]
    public async Task A_program_on_the_official_SDK_deploys()
    {
        var record = await RunAsync(
            new Scenario { References = new JsonObject { ["acme/network/prod"] = new JsonObject { ["zone"] = "example.com" } } });

        var widget = record.Registration("test:index:Widget", "widget");
        var part = record.Registration("test:index:Part", "group-part");
        Assert.Equal(
            ($"{Prefix}test:index:Group$test:index:Part::group-part", $"{Prefix}test:index:Group::group", true),
            (part.Urn, part.Text("parent"), part.Flag("protect")));
        Assert.Equal([part.Urn!], widget.Texts("dependencies"));
        Assert.Equal($"{Prefix}pulumi:providers:test::explicit::id-of-explicit", widget.Text("provider"));
        Assert.Equal(["hint"], widget.Texts("ignorechanges"));
        Assert.True(WireValue.IsSecret(widget.Fields["object"]!["password"], out var password));
        Assert.Equal(EngineStack.Canary, (string?)password);
        Assert.Equal("id-of-group-part", (string?)widget.Fields["object"]!["part"]);
        Assert.Single(record.Requests, request => request.Method == "ReadResource");
        Assert.Equal("""{"widget":"id-of-widget","zone":"example.com"}""", OutputsOf(record));
    }

    [StandInFact]
    public async Task It_previews_with_what_it_cannot_know()
    {
        var record = await RunAsync(
            new Scenario
            {
                IsPreview = true,
                References = new JsonObject { ["acme/network/prod"] = new JsonObject { ["zone"] = "example.com" } },
            });

        Assert.Equal(WireValue.Unknown, (string?)record.Registration("test:index:Widget", "widget").Fields["object"]!["part"]);
        Assert.Equal($$"""{"widget":"{{WireValue.Unknown}}","zone":"example.com"}""", OutputsOf(record));
    }

    private static async Task<EngineRecord> RunAsync(Scenario scenario)
    {
        var session = await StandInSession.OpenAsync(scenario, "acme", "dev", []);
        string[] engine =
        [
            "--project",
            "acme",
            "--stack",
            "dev",
            "--organization",
            "organization",
            "--parallel",
            "16",
            "--monitor",
            session.Monitor,
            "--engine",
            session.Engine,
        ];
        var (exitCode, output, error) = Tool.Run(
            "node",
            "",
            [
                Path.Combine(Tool.NodeModules, "@pulumi", "pulumi", "cmd", "run"),
                .. engine,
                .. scenario.IsPreview ? ["--dry-run"] : Array.Empty<string>(),
                "--pwd",
                Repository.Root,
                Repository.PathOf("infra.Tests", "Engine", "StandIn", "client.cjs"),
            ]);

        var record = new EngineRecord(await session.CloseAsync());
        Assert.Equal((0, "", ""), (exitCode, output, error));
        Assert.Empty(record.Requests.Where(request => request.Refused is not null));
        Assert.Equal(
            Registered,
            record.Registrations.Select(request => $"{request.Text("type")} {request.Text("name")}").Order(StringComparer.Ordinal));
        Assert.Equal("SignalAndWaitForShutdown", record.Requests[^1].Method);
        return record;
    }

    private static string OutputsOf(EngineRecord record)
        => Assert
            .Single(record.OutputRegistrations, request => request.Text("urn").Contains("pulumi:pulumi:Stack", StringComparison.Ordinal))
            .Fields["outputs"]!.ToJsonString();
}
