using Sdk.Tests.Support;

namespace Sdk.Tests.Outputs;

/// <summary>Output.ToString, which is a mistake: it says so instead of giving the value.</summary>
public class ToStringTests
{
    // The warning it logs goes to the engine; that it is no error shows in the run's success.
    [Fact]
    public async Task ToString_is_a_sentence_that_says_it_is_not_supported_and_does_not_fail_the_run()
    {
        var text = await new TestRun().DeclareAsync(() => Output.Create("hello").ToString());

        Assert.StartsWith("Calling [ToString] on an [Output<T>] is not supported.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hello", text, StringComparison.Ordinal);
    }
}
