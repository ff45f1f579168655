using Infra.Tests.Support;

namespace Infra.Tests.Pipelines;

/// <summary>What every script of the pipelines keeps to.</summary>
public sealed class ScriptTests
{
    private static IReadOnlyList<string> Scripts { get; } =
    [.. Directory.EnumerateFiles(Repository.PathOf(".github/scripts")).Order(StringComparer.Ordinal)];

    [ToolFact("shellcheck")]
    public void Shellcheck_finds_nothing()
    {
        string[] others = [".ci/install-tools", ".ci/run", "bench/compare", "bench/run", "infra.Tests/Pipelines/stand-in.sh"];
        var ofSteps = Directory.EnumerateFiles(Repository.PathOf("infra"), "*.sh", SearchOption.AllDirectories).ToList();
        Assert.NotEmpty(ofSteps);
        var (exitCode, output, _) = Tool.Run(
            "shellcheck",
            "",
            [.. Scripts, .. others.Select(script => Repository.PathOf(script)), .. ofSteps]);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void A_script_stops_at_the_first_failure_and_says_what_it_is_for()
        => Assert.All(Scripts, script =>
        {
            var lines = File.ReadAllLines(script);
            Assert.Equal("#!/usr/bin/env bash", lines[0]);
            Assert.StartsWith("# ", lines[1], StringComparison.Ordinal);
            Assert.Contains("set -euo pipefail", lines);
        });

    [Fact]
    public void A_script_can_be_run()
    {
        foreach (var script in Scripts)
        {
            if (!OperatingSystem.IsWindows())
                Assert.True(File.GetUnixFileMode(script).HasFlag(UnixFileMode.UserExecute), script);
        }
    }

    // The runner replaces expressions in workflows only; here one would be a bug.
    [Fact]
    public void No_script_has_an_expression_in_it()
        => Assert.All(Scripts, script => Assert.DoesNotContain("${{", File.ReadAllText(script), StringComparison.Ordinal));

    [Fact]
    public void Every_script_is_used()
    {
        var users = string.Concat([.. WorkflowFile.All.Select(file => file.Text), .. Scripts.Select(File.ReadAllText)]);
        Assert.All(Scripts, script => Assert.Matches($@"(scripts|\$here)/{Path.GetFileNameWithoutExtension(script)}\.sh", users));
    }

    [Fact]
    public void Every_script_that_is_used_is_there()
    {
        var used = WorkflowFile
            .All.SelectMany(file => file.Steps)
            .SelectMany(step => (step.Run ?? "").Split([' ', '\n', '(', ')', '"']))
            .Where(word => word.EndsWith(".sh", StringComparison.Ordinal))
            .Select(Path.GetFileName)
            .ToList();
        Assert.NotEmpty(used);
        Assert.All(used, script => Assert.Contains(script, Scripts.Select(Path.GetFileName)));
    }
}
