using System.Text.RegularExpressions;
using Infra.Tests.Documentation;
using Infra.Tests.Support;
using StackPreview;

namespace Infra.Tests.Pipelines;

/// <summary>Whatever calls the program's verbs calls them as the program has them: the program itself is asked.</summary>
public sealed partial class ProgramCallTests
{
    // What variables stand for, where it matters, and an application that a page has the reader write.
    private static readonly Dictionary<string, string> Values = new()
    {
        ["$stack"] = "dev",
        ["$STACK"] = "dev",
        ["$application"] = "reference",
        ["shop"] = "reference",
    };

    private static IEnumerable<string> Files =>
    [
        .. WorkflowFile.All.Select(file => Repository.PathOf(".github", file.Name)),
        .. Directory.EnumerateFiles(Repository.PathOf(".github/scripts")),
        Repository.PathOf(".ci/run"),
        .. Page.All.Select(page => Repository.PathOf(page.Path)),
    ];

    [Fact]
    public async Task Every_verb_and_option_is_one_of_the_programs()
    {
        var calls = Files
            .SelectMany(file => CallPattern().Matches(File.ReadAllText(file)).Select(call => call.Groups["arguments"].Value))
            .Distinct()
            .ToList();
        Assert.Contains(calls, call => call.StartsWith("preview \"$stack\" --out", StringComparison.Ordinal));
        Assert.Contains(calls, call => call.Contains("--against", StringComparison.Ordinal));

        var faults = new List<string>();
        foreach (var call in calls)
            faults.AddRange((await FaultsAsync(Arguments(call))).Select(fault => $"{call}: {fault}"));
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("previw dev")]
    [InlineData("preview dev --frobnicate")]
    [InlineData("preview dev --format xml")]
    [InlineData("schema --application nobody")]
    public async Task A_call_that_the_program_does_not_have_is_found(string call) => Assert.NotEmpty(await FaultsAsync(Arguments(call)));

    private static string[] Arguments(string call)
        => [
            .. call.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(word => word.Trim('"', '\''))
                .Select(word => Values.GetValueOrDefault(word, word)),
        ];

    // In a folder without a project a call that is in order ends there: its arguments have been taken.
    private static async Task<IReadOnlyList<string>> FaultsAsync(string[] arguments)
    {
        try
        {
            await using var output = new StringWriter();
            await using var error = new StringWriter();
            await new CommandLine(output, error, folder: "/nowhere").RunAsync(arguments);
            return [];
        }
        catch (PreviewException refusal)
        {
            return
            [
                .. refusal.Messages.Where(message =>
                    message.Contains("; see ", StringComparison.Ordinal) || message.EndsWith("Use one of these.", StringComparison.Ordinal)
                ),
            ];
        }
    }

    [GeneratedRegex(
        """(dotnet run --project infra( --no-build)? --|"\$program") (?<arguments>(("[^"\n]*")|[^\s`|<>&;#()"])+"""
            + """( (?!\d?[<>])(("[^"\n]*")|[^\s`|<>&;#()"])+)*)""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex CallPattern();
}
