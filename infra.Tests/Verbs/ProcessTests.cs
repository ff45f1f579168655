using System.Diagnostics;
using Infra.Faults;
using Infra.Settings.Reading;
using Infra.Tests.Live;
using Infra.Tests.SettingsTests;
using Infra.Tests.Support;

namespace Infra.Tests.Verbs;

/// <summary>How the program ends when it is stopped, and when nobody takes what it says.</summary>
public sealed class ProcessTests
{
    private const int Moments = 6;

    private static readonly string[] Unheard =
    [
        "preview dev >&-",
        "preview dev >/dev/full",
        "preview dev >&- 2>&-",
        "preview dev >/dev/full 2>/dev/full",
        "schema >/dev/full",
        "preview nope 2>&-",
        "preview nope 2>/dev/full",
        "previw dev 2>&-",
        "2>/dev/full",
    ];

    [Theory]
    [InlineData(Linux.Interrupt)]
    [InlineData(Linux.Terminate)]
    public async Task A_signal_ends_it_at_any_moment_with_the_code_of_the_signal(int signal)
    {
        using var project = new Project().With("dev", StackText.Of());
        var codes = new List<int>();
        for (var moment = 0; moment < Moments; moment++)
        {
            using var process = StartWithSignals(project.Folder, ["preview", "dev", "--out", project.OutputFolder]);
            var output = process.StandardOutput.ReadToEndAsync();
            await Task.Delay(50 * moment);
            if (!process.HasExited)
                Linux.Signal(process.Id, signal);
            await process.WaitForExitAsync();
            await output;
            codes.Add(process.ExitCode);
        }

        // One that was done already is a success.
        Assert.All(codes, code => Assert.True(code == 0 || code == 128 + signal, $"{code}"));
        Assert.Contains(128 + signal, codes);
    }

    // The shell closes them, or puts a full disk behind them.
    [ToolFact("sh")]
    public async Task Where_nobody_takes_what_it_says_it_ends_with_2_and_without_a_trace()
    {
        using var project = new Project().With("dev", StackText.Of());
        foreach (var command in Unheard)
        {
            var (exitCode, output, error) = await ShellAsync(project.Folder, command);
            Assert.Equal((command, 2, ""), (command, exitCode, output));
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
            Assert.DoesNotContain("Unhandled", error, StringComparison.Ordinal);
        }
    }

    [ToolFact("sh")]
    public async Task A_folder_that_is_gone_is_told_in_one_line()
    {
        using var project = new Project().With("dev", StackText.Of());
        var gone = Directory.CreateDirectory(Path.Combine(project.Folder, "gone")).FullName;
        Assert.Equal(
            (2, "", "The current folder is gone; the program looks for the project from there. Change to a folder that is there.\n"),
            await ShellAsync(gone, "preview dev", $"rmdir '{gone}';"));
    }

    [Fact]
    public void A_folder_that_cannot_be_listed_is_told_in_one_line()
    {
        using var project = new Project().With("dev", StackText.Of());
        var folder = Path.Combine(project.Folder, "stacks");
        var refusal = Assert.Throws<InputException>(() => StackFile.StacksIn(folder));
        Assert.Equal(
            $"{folder} cannot be listed; the program looks for stack files in it (Could not find a part of the path '{folder}'). "
                + "Correct its permissions.",
            refusal.Message);
    }

    // What runs in the background, such as these tests may, ignores SIGINT, and so would the program.
    private static Process StartWithSignals(string folder, IEnumerable<string> arguments)
        => Start("env", folder, ["--default-signal=INT,TERM", ProgramProcess.Dotnet, ProgramProcess.PathOf("Infra"), .. arguments]);

    private static Process Start(string program, string folder, IEnumerable<string> arguments)
        => Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;

    private static async Task<(int ExitCode, string Output, string Error)> ShellAsync(string folder, string command, string first = "")
    {
        var program = $"'{ProgramProcess.Dotnet}' '{ProgramProcess.PathOf("Infra")}'";
        using var process = Start("sh", folder, ["-c", $"{first} exec {program} {command}"]);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
