using System.Globalization;
using Sdk.Tests.Support;

namespace Sdk.Tests.Outputs;

/// <summary>Outputs made of several: Tuple, All and Format.</summary>
public class CombinationTests
{
    [Fact]
    public async Task Tuple_holds_the_values_of_two_to_eight_outputs()
    {
        await OutputAssert.KnownAsync((1, "b"), Output.Tuple(Output.Create(1), Output.Create("b")));
        await OutputAssert.KnownAsync((1, "b", 3.0), Output.Tuple(Output.Create(1), Output.Create("b"), Output.Create(3.0)));
        await OutputAssert.KnownAsync((1, 2, 3, "d"), Output.Tuple(Of(1), Of(2), Of(3), Output.Create("d")));
        await OutputAssert.KnownAsync((1, 2, 3, 4, "e"), Output.Tuple(Of(1), Of(2), Of(3), Of(4), Output.Create("e")));
        await OutputAssert.KnownAsync((1, 2, 3, 4, 5, "f"), Output.Tuple(Of(1), Of(2), Of(3), Of(4), Of(5), Output.Create("f")));
        await OutputAssert.KnownAsync((1, 2, 3, 4, 5, 6, "g"), Output.Tuple(Of(1), Of(2), Of(3), Of(4), Of(5), Of(6), Output.Create("g")));
        await OutputAssert.KnownAsync(
            (1, 2, 3, 4, 5, 6, 7, "h"), Output.Tuple(Of(1), Of(2), Of(3), Of(4), Of(5), Of(6), Of(7), Output.Create("h")));

        static Output<int> Of(int value) => Output.Create(value);
    }

    [Fact]
    public async Task Tuple_holds_the_values_of_two_to_eight_inputs()
    {
        Input<string> last = "z";

        await OutputAssert.KnownAsync((1, "z"), Output.Tuple(Of(1), last));
        await OutputAssert.KnownAsync((1, 2, "z"), Output.Tuple(Of(1), Of(2), last));
        await OutputAssert.KnownAsync((1, 2, 3, "z"), Output.Tuple(Of(1), Of(2), Of(3), last));
        await OutputAssert.KnownAsync((1, 2, 3, 4, "z"), Output.Tuple(Of(1), Of(2), Of(3), Of(4), last));
        await OutputAssert.KnownAsync((1, 2, 3, 4, 5, "z"), Output.Tuple(Of(1), Of(2), Of(3), Of(4), Of(5), last));
        await OutputAssert.KnownAsync((1, 2, 3, 4, 5, 6, "z"), Output.Tuple(Of(1), Of(2), Of(3), Of(4), Of(5), Of(6), last));
        await OutputAssert.KnownAsync((1, 2, 3, 4, 5, 6, 7, "z"), Output.Tuple(Of(1), Of(2), Of(3), Of(4), Of(5), Of(6), Of(7), last));

        static Input<int> Of(int value) => value;
    }

    [Fact]
    public async Task Tuple_is_secret_if_any_part_is()
    {
        await OutputAssert.SecretAsync(Output.Tuple(Output.Create(1), Output.CreateSecret(2)));
        await OutputAssert.NotSecretAsync(Output.Tuple(Output.Create(1), Output.Create(2)));
    }

    [Fact]
    public async Task All_holds_the_values_in_their_order()
    {
        List<Output<int>> outputs = [Output.Create(1), Output.Create(Task.Run(() => 2)), Output.Create(3)];
        List<Input<int>> inputs = [1, Output.Create(2), 3];

        Assert.Equal<int>([1, 2, 3], await OutputUtilities.GetValueAsync(Output.All(outputs)));
        Assert.Equal<int>([1, 2, 3], await OutputUtilities.GetValueAsync(Output.All(outputs.ToArray())));
        Assert.Equal<int>([1, 2, 3], await OutputUtilities.GetValueAsync(Output.All(inputs)));
        Assert.Equal<int>([1, 2, 3], await OutputUtilities.GetValueAsync(Output.All(inputs.ToArray())));
    }

    [Fact]
    public async Task All_is_secret_if_any_part_is()
    {
        await OutputAssert.SecretAsync(Output.All(Output.Create(1), Output.CreateSecret(2)));
        await OutputAssert.NotSecretAsync(Output.All(Output.Create(1), Output.Create(2)));
    }

    [Fact]
    public async Task Tuple_All_and_Format_depend_on_what_their_parts_depend_on()
    {
        var (a, b) = await new TestRun().DeclareAsync(() => (new Widget("a"), new Widget("b")));

        await OutputAssert.DependsOnAsync(Output.Tuple(a.Id, b.Id), a, b);
        await OutputAssert.DependsOnAsync(Output.All(a.Id, b.Id), a, b);
        await OutputAssert.DependsOnAsync(Output.Format($"{a.Id}{b.Id}"), a, b);
    }

    [Fact]
    public Task Format_fills_in_outputs_inputs_and_plain_values()
    {
        Input<int> port = 5432;
        const int Database = 3;

        return OutputAssert.KnownAsync("db:5432/3", Output.Format($"{Output.Create("db")}:{port}/{Database}"));
    }

    [Fact]
    public async Task Format_is_secret_if_any_part_is()
    {
        await OutputAssert.SecretAsync(Output.Format($"{Output.Create("user")}:{Output.CreateSecret("password")}"));
        await OutputAssert.NotSecretAsync(Output.Format($"{Output.Create("user")}:{Output.Create("guest")}"));
    }

    [Fact]
    public async Task Format_uses_the_invariant_culture()
    {
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;

        await OutputAssert.KnownAsync("0.5 s", Output.Format($"{Output.Create(0.5)} s"));
    }

    [Fact]
    public Task Format_honours_format_specifiers()
        => OutputAssert.KnownAsync(
            "007|0.50|  x",
            Output.Format($"{Output.Create(7):D3}|{Output.Create(0.5):0.00}|{Output.Create("x"),3}"));

    [Fact]
    public Task Format_makes_null_the_empty_string()
        => OutputAssert.KnownAsync("<>", Output.Format($"<{Output.Create((string?)null)}>"));
}
