using Sdk.Tests.Support;

namespace Sdk.Tests.Outputs;

/// <summary>Apply, in each of its five forms, on what is known.</summary>
public class ApplyTests
{
    [Fact]
    public Task Apply_takes_a_function_of_the_value()
        => OutputAssert.KnownAsync(5, Output.Create("hello").Apply(text => text.Length));

    [Fact]
    public Task Apply_takes_an_asynchronous_function_of_the_value()
        => OutputAssert.KnownAsync(5, Output.Create("hello").Apply(text => Task.Run(() => text.Length)));

    [Fact]
    public async Task Apply_takes_a_function_that_returns_an_input()
    {
        await OutputAssert.KnownAsync(5, Output.Create("hello").Apply(Length));
        await OutputAssert.KnownAsync(0, Output.Create("").Apply(Length));

        static Input<int>? Length(string text) => text.Length == 0 ? null : (Input<int>)text.Length;
    }

    [Fact]
    public async Task Apply_takes_a_function_that_returns_an_output()
    {
        await OutputAssert.KnownAsync(5, Output.Create("hello").Apply(Length));
        await OutputAssert.KnownAsync(0, Output.Create("").Apply(Length));

        static Output<int>? Length(string text) => text.Length == 0 ? null : Output.Create(text.Length);
    }

    [Fact]
    public async Task Apply_takes_asynchronous_work_without_result()
    {
        var seen = "";
        Func<string, Task> work = async text =>
        {
            await Task.Yield();
            seen = text;
        };

        await OutputUtilities.GetValueAsync(Output.Create("hello").Apply(work));

        Assert.Equal("hello", seen);
    }

    [Fact]
    public async Task The_result_of_Apply_is_secret_if_the_value_is()
    {
        var length = Output.CreateSecret("hello").Apply(text => text.Length);

        await OutputAssert.KnownAsync(5, length);
        await OutputAssert.SecretAsync(length);
    }

    [Fact]
    public Task The_result_of_Apply_is_secret_if_the_output_that_the_function_returns_is()
        => OutputAssert.SecretAsync(Output.Create("hello").Apply(Output.CreateSecret));

    [Fact]
    public async Task The_result_of_Apply_depends_on_what_the_value_and_the_returned_output_depend_on()
    {
        var (first, second, both) = await new TestRun().DeclareAsync(() =>
        {
            var (one, other) = (new Widget("a"), new Widget("b"));
            return (one, other, one.Id.Apply(_ => other.Id));
        });

        await OutputAssert.KnownAsync("b-id", both);
        await OutputAssert.DependsOnAsync(both, first, second);
    }

    [Fact]
    public async Task An_input_is_applied_like_the_output_it_holds()
    {
        Input<string> input = Output.CreateSecret("hello");
        var length = input.Apply(text => text.Length);

        await OutputAssert.KnownAsync(5, length);
        await OutputAssert.SecretAsync(length);
    }
}
