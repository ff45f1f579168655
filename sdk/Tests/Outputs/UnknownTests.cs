using System.Collections.Immutable;
using Sdk.Tests.Support;

namespace Sdk.Tests.Outputs;

/// <summary>Outputs that a preview does not know. They are made within a run, as the official SDK asks whether it is one.</summary>
public class UnknownTests
{
    // A preview, and a state without `text`: the widget's Text is unknown.
    private readonly TestRun _run = new() { Engine = MockedEngine.Giving(("count", 3)) };

    [Fact]
    public async Task Apply_does_not_run_the_function_on_an_unknown_value()
    {
        var calls = 0;
        var outputs = await _run.DeclareAsync(() =>
        {
            var text = new Widget("a").Text;
            return new[]
            {
                text.Apply(value => Called(value)),
                text.Apply(value => Task.FromResult(Called(value))),
                text.Apply(value => (Input<string?>?)Called(value)),
                text.Apply(value => (Output<string?>?)Output.Create(Called(value))),
                text.Apply(value => (Task)Task.FromResult(Called(value))).Apply(_ => Called("done")),
            };
        });

        Assert.All(await Task.WhenAll(outputs.Select(OutputUtilities.GetIsKnownAsync)), Assert.False);
        Assert.Equal(0, calls);

        string? Called(string? value)
        {
            Interlocked.Increment(ref calls);
            return value;
        }
    }

    [Fact]
    public async Task The_result_of_Apply_on_an_unknown_value_keeps_secretness_and_dependencies()
    {
        var (widget, plain, secret) = await _run.DeclareAsync(() =>
        {
            var a = new Widget("a");
            return (a, a.Text.Apply(text => $"<{text}>"), Output.CreateSecret(a.Text).Apply(text => $"<{text}>"));
        });

        await OutputAssert.UnknownAsync(plain);
        await OutputAssert.NotSecretAsync(plain);
        await OutputAssert.DependsOnAsync(plain, widget);
        await OutputAssert.UnknownAsync(secret);
        await OutputAssert.SecretAsync(secret);
        await OutputAssert.DependsOnAsync(secret, widget);
    }

    [Fact]
    public async Task The_result_of_Apply_is_unknown_if_the_output_that_the_function_returns_is()
    {
        var (count, text, both) = await _run.DeclareAsync(() =>
        {
            var (a, b) = (new Widget("a"), new Widget("b"));
            return (a, b, a.Count.Apply(_ => Output.CreateSecret(b.Text)));
        });

        await OutputAssert.UnknownAsync(both);
        await OutputAssert.SecretAsync(both);
        await OutputAssert.DependsOnAsync(both, count, text);
    }

    [Fact]
    public async Task CreateUnknown_is_unknown_and_hides_its_value()
    {
        var unknown = await _run.DeclareAsync(() => OutputUtilities.CreateUnknown("later"));

        await OutputAssert.UnknownAsync(unknown);
        Assert.Null(await OutputUtilities.GetValueAsync(unknown));
    }

    [Fact]
    public async Task CreateUnknown_of_a_function_is_unknown_and_does_not_run_it()
    {
        var isCalled = false;
        var unknown = await _run.DeclareAsync(() => OutputUtilities.CreateUnknown(() => Task.FromResult(isCalled = true)));

        await OutputAssert.UnknownAsync(unknown);
        Assert.False(isCalled);
    }

    [Fact]
    public Task Tuple_is_unknown_if_any_part_is()
        => CombinedAsync((unknown, known) => Output.Tuple(known, unknown));

    [Fact]
    public Task All_is_unknown_if_any_part_is()
        => CombinedAsync((unknown, known) => Output.All(unknown, known));

    [Fact]
    public Task Format_is_unknown_if_any_part_is()
        => CombinedAsync((unknown, known) => Output.Format($"{known}-{unknown}"));

    [Fact]
    public Task JsonSerialize_is_unknown_if_any_part_is()
        => CombinedAsync((unknown, known) => Output.JsonSerialize(Output.Create(new[] { known, unknown })));

    [Fact]
    public Task InputMap_is_unknown_if_any_value_is()
        => CombinedAsync(
            (unknown, known) => (Output<ImmutableDictionary<string, string?>>)new InputMap<string?> { ["a"] = known, ["b"] = unknown });

    [Fact]
    public Task InputList_is_unknown_if_any_item_is()
        => CombinedAsync((unknown, known) => (Output<ImmutableArray<string?>>)new InputList<string?> { known, unknown });

    // The combination is unknown, though one part is known; it is secret, as that part is, and depends on what the parts depend on.
    private async Task CombinedAsync<T>(Func<Output<string?>, Output<string?>, Output<T>> combine)
    {
        var (widget, combined) = await _run.DeclareAsync(() =>
        {
            var a = new Widget("a");
            return (a, combine(a.Text, Output.CreateSecret((string?)"known")));
        });

        await OutputAssert.UnknownAsync(combined);
        await OutputAssert.SecretAsync(combined);
        await OutputAssert.DependsOnAsync(combined, widget);
    }
}
