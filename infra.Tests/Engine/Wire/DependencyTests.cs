using System.Text.Json.Nodes;
using Pulumi;

namespace Infra.Tests.Engine.Wire;

/// <summary>What a request says that a resource depends on, and that it waits for it.</summary>
public sealed class DependencyTests
{
    [StandInFact]
    public async Task Every_property_names_what_it_was_computed_from()
    {
        var outcome = await WireProgram.RunAsync(() =>
        {
            var (a, b) = (new Thing("a"), new Thing("b"));
            _ = new Thing(
                "c",
                new ThingArgs
                {
                    Text = Output.Format($"{a.Id}-{b.Id}"),
                    Items = { "plain", b.Id },
                    Count = 3,
                },
                new CustomResourceOptions { DependsOn = { new Thing("d") } });
        });

        Assert.Equal(0, outcome.ExitCode);
        var request = outcome.Of("c");
        Assert.Equal(Urns("a", "b", "d"), request.Texts("dependencies").Order(StringComparer.Ordinal));
        var byProperty = request.Fields["propertyDependencies"]!.AsObject();
        Assert.Equal(["count", "items", "text"], byProperty.Select(property => property.Key).Order(StringComparer.Ordinal));
        Assert.Equal(Urns("a", "b"), UrnsOf(byProperty["text"]));
        Assert.Equal(Urns("b"), UrnsOf(byProperty["items"]));
        Assert.Empty(UrnsOf(byProperty["count"]));
    }

    [StandInFact]
    public async Task A_component_stands_for_the_resources_in_it()
    {
        var outcome = await WireProgram.RunAsync(() =>
            _ = new Thing("a", options: new CustomResourceOptions { DependsOn = { new Shelf("outer", inner: "inner") } }));

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(
            [
                $"{WireProgram.Prefix}{Shelf.Token}${Shelf.Token}${Thing.Token}::inner-thing",
                $"{WireProgram.Prefix}{Shelf.Token}${Thing.Token}::outer-thing",
            ],
            outcome.Of("a").Texts("dependencies").Order(StringComparer.Ordinal));
    }

    [StandInFact]
    public async Task A_resource_waits_for_the_answer_of_what_it_depends_on_and_for_nothing_else()
    {
        var outcome = await WireProgram.RunAsync(
            () =>
            {
                var first = new Thing("first");
                _ = new Thing("by-option", options: new CustomResourceOptions { DependsOn = { first } });
                _ = new Thing("by-value", new ThingArgs { Text = first.Id });
                _ = new Thing("independent");
            },
            Scenario.Reversed);

        Assert.Equal(0, outcome.ExitCode);
        var answered = outcome.Of("first").Answered;
        Assert.True(outcome.Of("by-option").Arrived > answered);
        Assert.True(outcome.Of("by-value").Arrived > answered);
        Assert.True(outcome.Of("independent").Arrived < answered);
    }

    // More than a connection carries unless the engine says so, and more than fits into what it takes unasked.
    [StandInFact]
    public async Task Hundreds_of_resources_are_under_way_at_once()
    {
        const int Count = 300;
        var outcome = await WireProgram.RunAsync(
            () =>
            {
                foreach (var index in Enumerable.Range(0, Count))
                    _ = new Thing($"thing-{index}", new ThingArgs { Text = new string('x', 20_000) });
            },
            new Scenario { Pace = new JsonObject { ["mode"] = "reversed", ["milliseconds"] = 1000 } });

        Assert.Equal(0, outcome.ExitCode);
        var things = outcome.Registrations.Where(request => request.Text("type") == Thing.Token).ToList();
        Assert.Equal(Count, things.Count);
        Assert.True(things.Max(request => request.Arrived) < things.Min(request => request.Answered), "Some have waited for others.");
    }

    private static IEnumerable<string> Urns(params string[] things) => things.Select(WireProgram.UrnOf);

    private static IEnumerable<string> UrnsOf(JsonNode? property)
        => property!["urnsList"]!.AsArray().Select(urn => (string)urn!).Order(StringComparer.Ordinal);
}
