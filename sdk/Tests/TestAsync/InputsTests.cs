using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sdk.Tests.Support;

namespace Sdk.Tests.TestAsync;

/// <summary>The shape in which arguments reach mocks.</summary>
public class InputsTests
{
    [Fact]
    public async Task Nested_args_are_immutable_dictionaries_of_objects()
    {
        var inputs = await InputsOfAsync(() => new WidgetArgs { Part = new PartArgs { Size = 2, Color = "red" } });

        var part = Assert.IsType<ImmutableDictionary<string, object>>(inputs["part"]);
        Assert.Equal(2.0, part["size"]);
        Assert.Equal("red", part["color"]);
    }

    [Fact]
    public async Task Maps_are_immutable_dictionaries_of_objects()
    {
        var inputs = await InputsOfAsync(() => new WidgetArgs { Labels = { ["app"] = "api", ["tier"] = Output.Create("web") } });

        var labels = Assert.IsType<ImmutableDictionary<string, object>>(inputs["labels"]);
        Assert.Equal(new Dictionary<string, object> { ["app"] = "api", ["tier"] = "web" }, labels);
    }

    [Fact]
    public async Task Lists_are_immutable_arrays_of_objects()
    {
        var inputs = await InputsOfAsync(() => new WidgetArgs { Items = { "a", Output.Create("b") } });

        Assert.Equal<object>(["a", "b"], Assert.IsType<ImmutableArray<object>>(inputs["items"]));
    }

    [Fact]
    public async Task Lists_of_nested_args_are_immutable_arrays_of_immutable_dictionaries()
    {
        var inputs = await InputsOfAsync(() => new WidgetArgs { Parts = { new PartArgs { Size = 1 }, new PartArgs { Size = 2 } } });

        var parts = Assert.IsType<ImmutableArray<object>>(inputs["parts"]).Select(Assert.IsType<ImmutableDictionary<string, object>>);
        Assert.Equal([1.0, 2.0], parts.Select(part => part["size"]));
    }

    [Fact]
    public async Task Every_number_is_a_double()
    {
        var inputs = await InputsOfAsync(() => new WidgetArgs { Count = 3, Ratio = 0.5 });

        Assert.Equal(3.0, Assert.IsType<double>(inputs["count"]));
        Assert.Equal(0.5, Assert.IsType<double>(inputs["ratio"]));
    }

    [Fact]
    public async Task Booleans_are_booleans()
    {
        var inputs = await InputsOfAsync(() => new WidgetArgs { Enabled = false });

        Assert.Equal(false, inputs["enabled"]);
    }

    [Fact]
    public async Task A_union_is_the_value_it_holds()
    {
        Assert.Equal(80.0, (await InputsOfAsync(() => new WidgetArgs { Port = 80 }))["port"]);
        Assert.Equal("http", (await InputsOfAsync(() => new WidgetArgs { Port = "http" }))["port"]);
        Assert.Equal("http", (await InputsOfAsync(() => new WidgetArgs { Port = Output.Create("http") }))["port"]);
    }

    [Fact]
    public async Task A_JSON_document_is_the_values_it_holds()
    {
        var inputs = await InputsOfAsync(() => new WidgetArgs { Document = """{ "size": 3, "names": ["a", true] }""" });

        var document = Assert.IsType<ImmutableDictionary<string, object>>(inputs["document"]);
        Assert.Equal(3.0, document["size"]);
        Assert.Equal<object>(["a", true], Assert.IsType<ImmutableArray<object>>(document["names"]));
    }

    [Fact]
    public async Task Secrets_are_unwrapped()
    {
        var inputs = await InputsOfAsync(() => new WidgetArgs
        {
            Text = Output.CreateSecret("hidden"),
            Labels = { ["key"] = Output.CreateSecret("hidden too") },
            Part = new PartArgs { Color = Output.CreateSecret("red") },
        });

        Assert.Equal("hidden", inputs["text"]);
        Assert.Equal("hidden too", Assert.IsType<ImmutableDictionary<string, object>>(inputs["labels"])["key"]);
        Assert.Equal("red", Assert.IsType<ImmutableDictionary<string, object>>(inputs["part"])["color"]);
    }

    [Fact]
    public async Task Nulls_are_left_out()
    {
        var inputs = await InputsOfAsync(() => new WidgetArgs
        {
            Text = Output.Create((string)null!),
            Count = null,
            Labels = { ["gone"] = Output.Create((string)null!), ["kept"] = "yes" },
            Part = new PartArgs { Size = 1 },
        });

        Assert.Equal(["labels", "part"], inputs.Keys.Order());
        Assert.Equal(["kept"], Assert.IsType<ImmutableDictionary<string, object>>(inputs["labels"]).Keys);
        Assert.Equal(["size"], Assert.IsType<ImmutableDictionary<string, object>>(inputs["part"]).Keys);
    }

    [Fact]
    public async Task Inputs_marked_json_arrive_as_JSON_strings()
    {
        var inputs = await InputsOfAsync(() => new WidgetArgs { Strict = true, Settings = new PartArgs { Size = 5, Color = "red" } });

        Assert.Equal("true", inputs["strict"]);
        var settings = JsonNode.Parse(Assert.IsType<string>(inputs["settings"]));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{ "size": 5, "color": "red" }"""), settings), $"{settings}");
    }

    [Fact]
    public async Task An_unknown_input_is_left_out()
    {
        var inputs = await InputsOfAsync(() => new WidgetArgs { Text = OutputUtilities.CreateUnknown("later"), Count = 1 });

        Assert.Equal(["count"], inputs.Keys);
    }

    [Fact]
    public async Task Any_unknown_inside_a_top_level_property_drops_that_whole_property()
    {
        var inputs = await InputsOfAsync(() => new WidgetArgs
        {
            Count = 1,
            Items = { "known", OutputUtilities.CreateUnknown("later") },
            Labels = { ["known"] = "yes", ["unknown"] = OutputUtilities.CreateUnknown("later") },
            Part = new PartArgs { Size = 1, Color = OutputUtilities.CreateUnknown("later") },
            Parts = { new PartArgs { Size = 1 }, new PartArgs { Color = OutputUtilities.CreateUnknown("later") } },
        });

        Assert.Equal(["count"], inputs.Keys);
    }

    [Fact]
    public async Task An_untouched_list_or_map_is_absent()
    {
        var inputs = await InputsOfAsync(() => new WidgetArgs { Text = "hello" });

        Assert.Equal(["text"], inputs.Keys);
    }

    [Fact]
    public async Task An_empty_list_or_map_that_was_assigned_arrives_empty()
    {
        var inputs = await InputsOfAsync(() => new WidgetArgs { Items = new InputList<string>(), Labels = new InputMap<string>() });

        Assert.Empty(Assert.IsType<ImmutableArray<object>>(inputs["items"]));
        Assert.Empty(Assert.IsType<ImmutableDictionary<string, object>>(inputs["labels"]));
    }

    private static async Task<ImmutableDictionary<string, object>> InputsOfAsync(Func<WidgetArgs> args)
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new Widget("a", args()));
        return Assert.IsType<ImmutableDictionary<string, object>>(run.Engine.Inputs(Widget.Token, "a"));
    }
}
