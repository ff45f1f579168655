using System.Text.Json.Nodes;
using Pulumi;

namespace Infra.Tests.Engine.Wire;

/// <summary>How options are sent.</summary>
public sealed class OptionTests
{
    [StandInFact]
    public async Task Every_option_of_a_resource_arrives()
    {
        var outcome = await WireProgram.RunAsync(() => _ = new Thing("a", new ThingArgs { Text = "x" }, new CustomResourceOptions
        {
            Protect = true,
            RetainOnDelete = true,
            IgnoreChanges = { "text", "labels.a" },
            ReplaceOnChanges = { "count" },
            AdditionalSecretOutputs = { "address" },
            CustomTimeouts = new CustomTimeouts { Create = TimeSpan.FromMinutes(10), Delete = TimeSpan.FromMilliseconds(1500) },
            Version = "1.2.3",
            Provider = new ThingProvider("explicit"),
        }));

        Assert.Equal(0, outcome.ExitCode);
        var request = outcome.Of("a");
        Assert.Equal((true, true, true), (request.Flag("custom"), request.Flag("protect"), request.Flag("retainondelete")));
        Assert.Equal(["text", "labels.a"], request.Texts("ignorechanges"));
        Assert.Equal(["count"], request.Texts("replaceonchanges"));
        Assert.Equal(["address"], request.Texts("additionalsecretoutputs"));
        Assert.Equal("1.2.3", request.Text("version"));
        Assert.Equal($"{WireProgram.Prefix}pulumi:providers:test::explicit::id-of-explicit", request.Text("provider"));
        var timeouts = request.Fields["customtimeouts"]!;
        Assert.Equal(
            ("600000000000ns", "", "1500000000ns"),
            ((string?)timeouts["create"], (string?)timeouts["update"], (string?)timeouts["pb_delete"]));
    }

    [StandInFact]
    public async Task What_is_not_said_is_not_sent()
    {
        var request = (await WireProgram.RunAsync(() => _ = new Thing("a"))).Of("a");

        // No is not the same as nothing: what is not said may come from somewhere else.
        Assert.Equal((null, null), (request.Flag("protect"), request.Flag("retainondelete")));
        Assert.Equal(("", "", false), (request.Text("version"), request.Text("provider"), request.Flag("remote")));
        Assert.All((string[])["ignorechanges", "replaceonchanges", "additionalsecretoutputs", "dependencies", "aliases"], field =>
            Assert.Empty(request.Fields[$"{field}List"]!.AsArray()));
        Assert.DoesNotContain(request.Fields["customtimeouts"] as JsonObject ?? [], limit => (string?)limit.Value is { Length: > 0 });
    }

    [StandInFact]
    public async Task What_a_component_does_not_say_its_children_do_not_send()
    {
        var outcome = await WireProgram.RunAsync(() => _ = new Shelf("shelf"));
        Assert.Equal(
            (null, null),
            (outcome.Registration(Shelf.Token, "shelf").Flag("protect"), outcome.Of("shelf-thing").Flag("protect")));
    }

    [StandInFact]
    public async Task Every_request_says_what_the_program_understands()
    {
        var outcome = await WireProgram.RunAsync(() => _ = new Shelf("shelf"));
        Assert.Equal(3, outcome.Registrations.Count());
        Assert.All(outcome.Registrations, request =>
            Assert.Equal(
                (true, true, true),
                (request.Flag("acceptsecrets"), request.Flag("acceptresources"), request.Flag("supportsresultreporting"))));
    }

    [StandInFact]
    public async Task Names_and_types_of_before_arrive()
    {
        var outcome = await WireProgram.RunAsync(() =>
        {
            _ = new Thing(
                "a",
                options: new CustomResourceOptions
                {
                    Aliases =
                    {
                        new Alias { Name = "old" },
                        new Alias { Type = "test:index:Old" },
                    },
                });
            _ = new Shelf("shelf", new ComponentResourceOptions { Aliases = { new Alias { Name = "rack" } } });
        });

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal([("old", ""), ("", "test:index:Old")], AliasesOf(outcome.Of("a")));
        Assert.Equal([("rack", "")], AliasesOf(outcome.Registration(Shelf.Token, "shelf")));
        // Said, although it is no.
        Assert.All(SpecsOf(outcome.Of("a")), spec => Assert.False((bool?)spec["noparent"]));

        static IEnumerable<JsonNode> SpecsOf(EngineRequest request)
            => request.Fields["aliasesList"]!.AsArray().Select(alias => alias!["spec"]!);

        static IEnumerable<(string? Name, string? Type)> AliasesOf(EngineRequest request)
            => SpecsOf(request).Select(spec => ((string?)spec["name"], (string?)spec["type"]));
    }

    [StandInFact]
    public async Task A_component_hands_its_options_down_and_sends_no_inputs()
    {
        var outcome = await WireProgram.RunAsync(() =>
            _ = new Shelf(
                "shelf",
                new ComponentResourceOptions
                {
                    Protect = true,
                    RetainOnDelete = true,
                    Provider = new ThingProvider("explicit"),
                }));

        Assert.Equal(0, outcome.ExitCode);
        var (shelf, thing) = (outcome.Registration(Shelf.Token, "shelf"), outcome.Of("shelf-thing"));
        Assert.Equal((false, $"{WireProgram.Prefix}pulumi:pulumi:Stack::acme-dev"), (shelf.Flag("custom"), shelf.Text("parent")));
        Assert.Empty(shelf.Fields["object"]?.AsObject() ?? []);
        Assert.Equal((true, shelf.Urn), (thing.Flag("protect"), thing.Text("parent")));
        // Where the request leaves this to the parent, the engine hands it down.
        Assert.Equal((true, true), (shelf.Flag("retainondelete"), thing.Flag("retainondelete") ?? shelf.Flag("retainondelete")));
        Assert.EndsWith("::explicit::id-of-explicit", thing.Text("provider"), StringComparison.Ordinal);
        Assert.Contains(outcome.OutputRegistrations, request => request.Text("urn") == shelf.Urn);
    }

    [StandInFact]
    public async Task A_provider_that_is_not_deployed_yet_has_no_ID_in_a_preview()
    {
        var outcome = await WireProgram.RunAsync(
            () => _ = new Thing("a", options: new CustomResourceOptions { Provider = new ThingProvider("explicit") }),
            new Scenario { IsPreview = true });

        Assert.Equal(0, outcome.ExitCode);
        Assert.EndsWith($"::explicit::{WireValue.Unknown}", outcome.Of("a").Text("provider"), StringComparison.Ordinal);
    }
}
