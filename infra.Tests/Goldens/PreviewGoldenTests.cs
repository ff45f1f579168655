using Infra.Tests.PreviewTests.Rendering.Markdown;
using Infra.Tests.Support;
using StackPreview.Rendering;

namespace Infra.Tests.Goldens;

/// <summary>
/// Previews as they are committed in Golden/previews: one as text, one as a comment, and of every stack what is to be set before it is
/// deployed. What else they show of the others is in Golden/stacks.
/// </summary>
public sealed class PreviewGoldenTests
{
    [Fact]
    public async Task Previews_are_the_committed_ones()
    {
        var unset = LineTree.Of([], [], (line, owners) => (line, owners));
        foreach (var (application, stack) in StackGoldens.Stacks)
        {
            var settings = (await Previews.OfAsync(stack, application)).Settings;
            var commands = settings.Unset.Select(one => WithoutStack(one.Command, stack));
            unset.Merge(LineTree.Of(StackSets.NameOf((application, stack)), commands));
        }

        Golden.VerifyFolder("previews", new Dictionary<string, string>
        {
            ["reference-prod.txt"] = Counters.Masked(await TextAsync("prod", "reference")),
            ["julia-prod.md"] = Counters.Masked(MarkdownReportTests.TextOf(await Previews.OfAsync("prod", "julia"))),
            ["unset.txt"] = new MergedText(StackGoldens.Sets).Write(unset),
        });
    }

    // Each command names its stack, which the owners of a line say already.
    private static string WithoutStack(string command, string stack)
    {
        Assert.EndsWith($" --stack {stack}", command, StringComparison.Ordinal);
        return command[..^$" --stack {stack}".Length];
    }

    private static async Task<string> TextAsync(string stack, string application)
    {
        await using var text = new StringWriter { NewLine = "\n" };
        TextReport.Write((await Previews.OfAsync(stack, application)).Report(), text);
        return text.ToString();
    }
}
