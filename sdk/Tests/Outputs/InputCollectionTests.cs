using System.Collections.Immutable;
using Sdk.Tests.Support;

namespace Sdk.Tests.Outputs;

/// <summary>InputMap and InputList.</summary>
public class InputCollectionTests
{
    [Fact]
    public async Task The_same_key_twice_with_different_values_fails_on_await()
    {
        InputMap<string> map = new() { ["app"] = "api" };
        map.Add("app", "web");

        await Assert.ThrowsAsync<ArgumentException>(() => ValuesAsync(map));
    }

    [Fact]
    public async Task The_same_key_twice_with_the_same_value_is_fine()
    {
        InputMap<string> map = new() { ["app"] = "api" };
        map.Add("app", Output.Create("api"));

        Assert.Equal(new Dictionary<string, string> { ["app"] = "api" }, await ValuesAsync(map));
    }

    [Fact]
    public async Task Of_merged_maps_the_second_one_wins()
    {
        InputMap<string> first = new() { ["app"] = "api", ["tier"] = "web" };
        InputMap<string> second = new() { ["app"] = Output.Create("worker"), ["zone"] = "a" };

        Assert.Equal(
            new Dictionary<string, string> { ["app"] = "worker", ["tier"] = "web", ["zone"] = "a" },
            await ValuesAsync(InputMap<string>.Merge(first, second)));
    }

    [Fact]
    public async Task Merging_maps_leaves_both_as_they_are()
    {
        InputMap<string> first = new() { ["app"] = "api" };
        InputMap<string> second = new() { ["app"] = "worker" };
        _ = InputMap<string>.Merge(first, second);

        Assert.Equal("api", (await ValuesAsync(first))["app"]);
        Assert.Equal("worker", (await ValuesAsync(second))["app"]);
    }

    [Fact]
    public async Task A_map_with_a_secret_value_is_secret_as_a_whole()
    {
        await OutputAssert.SecretAsync(new InputMap<string> { ["a"] = "plain", ["b"] = Output.CreateSecret("hidden") }.ToOutput());
        await OutputAssert.NotSecretAsync(new InputMap<string> { ["a"] = "plain" }.ToOutput());
    }

    [Fact]
    public async Task A_list_with_a_secret_item_is_secret_as_a_whole()
    {
        await OutputAssert.SecretAsync(new InputList<string> { "plain", Output.CreateSecret("hidden") }.ToOutput());
        await OutputAssert.NotSecretAsync(new InputList<string> { "plain" }.ToOutput());
    }

    [Fact]
    public async Task A_list_keeps_the_order_in_which_items_were_added()
    {
        InputList<string> list = ["a", Output.Create("b")];
        list.Add("c");
        list.AddRange(new InputList<string> { "d", "e" });

        Assert.Equal<string>(["a", "b", "c", "d", "e"], await OutputUtilities.GetValueAsync(list.ToOutput()));
    }

    private static Task<ImmutableDictionary<string, string>> ValuesAsync(InputMap<string> map)
        => OutputUtilities.GetValueAsync(map.ToOutput());
}
