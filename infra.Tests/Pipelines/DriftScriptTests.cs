namespace Infra.Tests.Pipelines;

/// <summary>drift.sh and report-drift.sh: what differs from what was deployed is an open issue.</summary>
public sealed class DriftScriptTests
{
    private const string Gh =
        """[ "$2" != list ] || cat "$FAKE/issues.json"; for word; do [ ! -f "$word" ] || cp "$word" "$FAKE/body.md"; done""";

    private const string Issues = """
        [{"number": 3, "title": "Drift: stage", "author": {"login": "somebody"}},
         {"number": 4, "title": "Drift: prod", "author": {"login": "app/github-actions"}},
         {"number": 5, "title": "Drift: stage", "author": {"login": "app/github-actions"}}]
        """;

    [ScriptFact("jq")]
    public void A_stack_is_compared_with_the_commit_and_the_images_that_were_deployed()
    {
        using var run = new ScriptRun()
            .WithStack()
            .WithProgram("git", "")
            .WithFile(
                "history.json",
                """
                [{"kind": "update", "result": "failed", "environment": {"git.head": "bad"}},
                 {"kind": "refresh", "result": "succeeded", "environment": {"git.head": "bad"}},
                 {"kind": "update", "result": "succeeded", "environment": {"git.head": "c0ffee"},
                  "config": {"infra:release": {"value": "{}", "objectValue": {"canary": {"percent": 0}}, "secret": false}}},
                 {"kind": "update", "result": "succeeded", "environment": {"git.head": "older"}}]
                """
            );
        Assert.Equal(0, run.Run("drift.sh", run.PathOf("report.md")).ExitCode);
        Assert.Equal(
            [
                "pulumi stack history --json --page-size 100",
                "git cat-file -e c0ffee^{commit}",
                "git checkout --quiet --no-overlay c0ffee -- . :!.github",
                "pulumi stack output --json",
                "pulumi stack history --json --page-size 100",
                "pulumi stack history --json --page-size 100",
                "pulumi config set --plaintext --path infra:release.images.reference "
                    + $"registry.example.com/reference@{StackStandIn.OldDigest}",
                "pulumi preview --refresh --expect-no-changes --json --non-interactive",
            ],
            run.Calls);
        Assert.Equal("", File.ReadAllText(run.PathOf("report.md")));
    }

    [ScriptFact("jq")]
    public void After_a_return_the_jobs_that_were_not_declared_are_no_difference()
    {
        foreach (var release in new[] { """{"migrate": false}""", """{"migrate": "false"}""" })
        {
            using var run = new ScriptRun()
                .WithStack()
                .WithFile(
                    "history.json",
                    $$"""[{"kind": "update", "result": "succeeded", "config": {"infra:release": {"objectValue": {{release}} } } }]"""
                );
            Assert.Equal(0, run.Run("drift.sh", run.PathOf("report.md")).ExitCode);
            Assert.Contains("pulumi config set --path infra:release.migrate false", run.Calls);
        }
    }

    [ScriptFact("jq")]
    public void A_commit_that_is_not_here_is_reported()
    {
        using var run = new ScriptRun()
            .WithStack()
            .WithProgram("git", "exit 128")
            .WithFile("history.json", """[{"kind": "update", "result": "succeeded", "environment": {"git.head": "c0ffee"}}]""");
        Assert.Equal(1, run.Run("drift.sh", run.PathOf("report.md")).ExitCode);
        Assert.StartsWith(
            "stage was deployed from commit c0ffee, which this repository does not have",
            File.ReadAllText(run.PathOf("report.md")),
            StringComparison.Ordinal);
        Assert.DoesNotContain(run.Calls, call => call.StartsWith("pulumi preview", StringComparison.Ordinal));
    }

    [ScriptFact("jq")]
    public void A_long_report_is_shortened()
    {
        var steps = string.Join(',', Enumerable.Range(1, 2000).Select(number => $$"""{"op": "update", "urn": "urn:{{number}}:ü"}"""));
        using var run = new ScriptRun().WithStack().With("PREVIEW_CODE", "255").WithFile("preview.json", $$"""{"steps": [{{steps}}]}""");
        Assert.Equal(1, run.Run("drift.sh", run.PathOf("report.md")).ExitCode);
        Assert.InRange(new FileInfo(run.PathOf("report.md")).Length, 20000, 20300);
        Assert.DoesNotContain("can be read", File.ReadAllText(run.PathOf("report.md")), StringComparison.Ordinal);
    }

    [ScriptFact("jq")]
    public void What_differs_is_reported_without_values()
    {
        using var run = new ScriptRun().WithStack().With("PREVIEW_CODE", "255");
        Assert.Equal(1, run.Run("drift.sh", run.PathOf("report.md")).ExitCode);
        Assert.Equal(
            "`pulumi preview --refresh --expect-no-changes` of stage, at commit of main, "
                + "ended with 255.\n\n```text\nupdate urn:b\ncreate urn:c\n```\n",
            File.ReadAllText(run.PathOf("report.md")));
    }

    [ScriptFact("jq")]
    public void A_preview_that_says_nothing_is_reported_too()
    {
        using var run = new ScriptRun().WithStack().WithFile("preview.json", "error: no cluster").With("PREVIEW_CODE", "1");
        Assert.Equal(1, run.Run("drift.sh", run.PathOf("report.md")).ExitCode);
        Assert.Contains("The preview said nothing that can be read", File.ReadAllText(run.PathOf("report.md")), StringComparison.Ordinal);
    }

    [ScriptFact("jq")]
    public void Drift_opens_an_issue_once_and_brings_it_up_to_date()
    {
        using var run = Reported("update urn:b\n", "[]");
        Assert.Equal(0, run.Run("report-drift.sh", run.PathOf("report.md")).ExitCode);
        Assert.StartsWith("gh issue create --title Drift: stage --body-file ", run.Calls[^1], StringComparison.Ordinal);
        Assert.StartsWith(
            "update urn:b\n\nLast seen: https://github.com/o/r/actions/runs/1.",
            File.ReadAllText(run.PathOf("body.md")),
            StringComparison.Ordinal);

        Assert.Equal(0, run.WithFile("issues.json", Issues).Run("report-drift.sh", run.PathOf("report.md")).ExitCode);
        Assert.StartsWith("gh issue edit 5 --body-file ", run.Calls[^1], StringComparison.Ordinal);
    }

    [ScriptFact("jq")]
    public void A_stack_as_it_should_be_closes_its_issue_and_no_other()
    {
        using var run = Reported("", Issues);
        Assert.Equal(0, run.Run("report-drift.sh", run.PathOf("report.md")).ExitCode);
        Assert.Equal("gh issue close 5 --comment As it should be again: https://github.com/o/r/actions/runs/1", run.Calls[^1]);

        using var without = Reported("", "[]");
        Assert.Equal(0, without.Run("report-drift.sh", without.PathOf("report.md")).ExitCode);
        Assert.Single(without.Calls);
    }

    private static ScriptRun Reported(string report, string issues)
        => new ScriptRun()
            .WithProgram("gh", Gh)
            .WithFile("report.md", report)
            .WithFile("issues.json", issues)
            .With("STACK", "stage")
            .With("RUN_URL", "https://github.com/o/r/actions/runs/1");
}
