using Infra.Tests.Support;
using Infra.Values;

namespace Infra.Tests.Platform.Steps;

/// <summary>What every script of the platform's own steps keeps to: BusyBox's shell runs it, which is no bash.</summary>
public sealed class StepScriptTests
{
    private static IReadOnlyList<string> Scripts { get; } =
        [.. Directory.EnumerateFiles(Repository.PathOf("infra"), "*.sh", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    [ToolFact("shellcheck")]
    public void Shellcheck_finds_nothing()
    {
        var (exitCode, output, _) = Tool.Run("shellcheck", "", Scripts);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void A_script_stops_at_the_first_failure_and_says_what_it_is_for()
        => Assert.All(Scripts, script =>
        {
            var lines = File.ReadAllLines(script);
            Assert.Equal("#!/bin/sh", lines[0]);
            Assert.StartsWith("# ", lines[1], StringComparison.Ordinal);
            Assert.Contains("set -eu", lines);
        });

    [Fact]
    public void The_program_has_its_text()
        => Assert.All(Scripts, script => Assert.Equal(File.ReadAllText(script), EmbeddedFile.Read(Path.GetFileName(script))));
}
