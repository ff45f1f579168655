namespace Infra.Tests.Pipelines;

/// <summary>From two checkouts to one comment: plan-stacks.sh, compare-stacks.sh, compose-comment.sh, preview-comment.sh.</summary>
public sealed class StackReportTests
{
    private const string Dotnet = """
        case "$*" in
          *"preview prod "*) echo 'Pulumi.prod.yaml: infra:redis is true; it takes a map.' >&2; exit 2 ;;
          *"preview stage "*) echo '1 check fails'; exit 1 ;;
          *--out*) mkdir -p "${@: -1}"; echo '{}' >"${@: -1}/plan.json" ;;
          *) echo 'nothing changes' ;;
        esac
        """;

    [ScriptFact]
    public void Every_stack_is_planned_as_far_as_it_can_be()
    {
        using var run = WithStacks(new ScriptRun(), "dev", "prod");
        var (exitCode, output, _) = run.Run("plan-stacks.sh", run.PathOf("plans"));
        Assert.Equal((0, "::notice::prod: the base branch's preview fails.\n"), (exitCode, output));
        Assert.True(File.Exists(run.PathOf("plans/dev/plan.json")));
    }

    [ScriptFact]
    public void Every_stack_is_compared_with_its_plan_and_a_failure_is_told_at_the_end()
    {
        using var run = WithStacks(new ScriptRun(), "dev", "new", "prod", "stage")
            .WithFile("plans/dev/plan.json", "{}")
            .WithFile("plans/prod/plan.json", "{}")
            .WithFile("plans/gone/plan.json", "{}");
        Assert.Equal(1, run.Run("compare-stacks.sh", run.PathOf("plans"), run.PathOf("reports")).ExitCode);

        Assert.Equal(
            [
                $"dotnet run --project infra --no-build -- preview dev --format markdown --against {run.PathOf("plans")}/dev/plan.json",
                "dotnet run --project infra --no-build -- preview new --format markdown",
                $"dotnet run --project infra --no-build -- preview prod --format markdown --against {run.PathOf("plans")}/prod/plan.json",
                "dotnet run --project infra --no-build -- preview stage --format markdown",
            ],
            run.Calls);
        Assert.Equal("nothing changes\n", File.ReadAllText(run.PathOf("reports/dev.md")));
        Assert.Equal("1 check fails\n", File.ReadAllText(run.PathOf("reports/stage.md")));
        Assert.Equal(
            "**There is no preview**\n\n````text\nPulumi.prod.yaml: infra:redis is true; it takes a map.\n````\n",
            File.ReadAllText(run.PathOf("reports/prod.md")));
        Assert.Equal(
            "**Its file is removed**; what it deployed stays until `pulumi destroy --stack gone`.\n",
            File.ReadAllText(run.PathOf("reports/gone.md")));
    }

    [ScriptFact]
    public void Where_every_stack_is_in_order_the_comparison_succeeds()
    {
        using var run = WithStacks(new ScriptRun(), "dev");
        Assert.Equal(0, run.Run("compare-stacks.sh", run.PathOf("plans"), run.PathOf("reports")).ExitCode);
    }

    [ScriptFact]
    public void One_comment_holds_all_stacks_with_a_line_for_each_on_top()
    {
        using var run = Reports(
            ("dev", "# dev: 1 to change\n\nThe change.\n"),
            ("prod", "<!-- a marker -->\n**All checks passed.** Environment prod.\n\n### Changes\n\n**1 to change.**\n"));
        Assert.Equal(
            (0, """
                ### What this changes in each stack

                - `dev`: dev: 1 to change
                - `prod`: **1 to change.** **All checks passed.**

                Compared offline with the base branch: no engine, no credentials. [The run](https://github.com/o/r/actions/runs/1)

                ---

                ## dev

                # dev: 1 to change

                The change.

                ---

                ## prod

                <!-- a marker -->
                **All checks passed.** Environment prod.

                ### Changes

                **1 to change.**

                """, ""),
            run.Run("compose-comment.sh", run.PathOf("reports")));
    }

    [ScriptFact]
    public void Where_nothing_was_built_the_comment_points_to_the_run()
    {
        using var run = Reports();
        var (exitCode, output, _) = run.Run("compose-comment.sh", run.PathOf("reports"));
        Assert.Equal(0, exitCode);
        Assert.Contains("There are no reports: the run says why.", output, StringComparison.Ordinal);
    }

    [ScriptFact]
    public void What_is_too_long_is_shortened_at_the_end_of_a_line_with_everything_closed()
    {
        var lines = string.Concat(Enumerable.Range(1, 5000).Select(number => $"+ line {number} of a long change\n"));
        using var run = Reports(
            ("dev", "short\n"),
            ("prod", $"summary\n\n<details><summary>Changes</summary>\n\n```diff\n{lines}```\n\n</details>\nthe end\n"));
        var (exitCode, output, _) = run.Run("compose-comment.sh", run.PathOf("reports"));

        Assert.Equal(0, exitCode);
        Assert.InRange(output.Length, 55000, 60000);
        Assert.Contains("\n## dev\n\nshort\n", output, StringComparison.Ordinal);
        Assert.Matches(
            "\n\\+ line \\d+ of a long change\n```\n\n</details>\n\n\\*Shortened: "
                + "the whole report is in the artifact `preview-reports` of the run.\\*\n$",
            output);
        Assert.DoesNotContain("the end", output, StringComparison.Ordinal);
    }

    // Interval expressions such as {3,} are unknown to mawk 1.3.4, the awk of Debian 12: no fence would be seen as one.
    [ScriptFact("mawk")]
    public void A_fence_is_closed_by_one_of_its_own_length_with_the_awk_of_a_plain_Debian_too()
    {
        using var run = Reports(("prod", $"summary\n\n````text\n```\n{Lines(70000)}````\n"));
        var (exitCode, output, _) = run.Run("compose-comment.sh", run.PathOf("reports"));
        Assert.Equal(0, exitCode);
        Assert.EndsWith(
            "\na line of text\n````\n\n*Shortened: the whole report is in the artifact `preview-reports` of the run.*\n",
            output,
            StringComparison.Ordinal);
    }

    [ScriptFact]
    public void What_short_reports_leave_is_for_the_long_ones()
    {
        using var run = Reports(("dev", Lines(40000)), ("prod", "short\n"), ("stage", Lines(10000)));
        var (_, output, _) = run.Run("compose-comment.sh", run.PathOf("reports"));
        Assert.DoesNotContain("Shortened", output, StringComparison.Ordinal);
    }

    [ScriptFact]
    public void A_diagram_is_whole_or_left_out_and_the_rest_stays()
    {
        using var run = Reports(("dev", $"summary\n```mermaid\n{Lines(70000)}```\nthe end\n"));
        var (_, output, _) = run.Run("compose-comment.sh", run.PathOf("reports"));
        Assert.DoesNotContain("mermaid", output, StringComparison.Ordinal);
        Assert.Contains("\nthe end\n\n*Shortened:", output, StringComparison.Ordinal);
    }

    [ScriptFact("jq")]
    public void The_engines_preview_is_of_the_images_that_run_and_fails_as_it_does()
    {
        using var run = new ScriptRun().WithStack();
        var (exitCode, output, _) = run.Run("preview-comment.sh");
        Assert.Equal(
            (
                0,
                "### `pulumi preview --diff` of stage\n\n`````diff\n  ~ kubernetes:apps/v1:Deployment\n\n`````\n\n[The "
                    + "run](https://github.com/o/r/actions/runs/1)\n"),
            (exitCode, output));
        Assert.Contains(
            $"pulumi config set --plaintext --path infra:release.images.reference registry.example.com/reference@{StackStandIn.OldDigest}",
            run.Calls);

        (exitCode, output, _) = run.With("PREVIEW_CODE", "255")
            .WithFile("diff.txt", new string('x', 49999) + new string('ü', 30000))
            .Run("preview-comment.sh");
        Assert.Equal(255, exitCode);
        Assert.Contains("**The preview fails.**", output, StringComparison.Ordinal);
        Assert.InRange(output.Length, 50000, 52000);
        Assert.Contains("x\n`````\n", output, StringComparison.Ordinal);
    }

    private static ScriptRun WithStacks(ScriptRun run, params IEnumerable<string> stacks)
    {
        foreach (var stack in stacks)
            run.WithFile($"work/Pulumi.{stack}.yaml", "");
        return run.WithProgram("dotnet", Dotnet);
    }

    private static ScriptRun Reports(params IEnumerable<(string Stack, string Text)> reports)
    {
        var run = new ScriptRun().With("RUN_URL", "https://github.com/o/r/actions/runs/1");
        foreach (var (stack, text) in reports)
            run.WithFile($"reports/{stack}.md", text);
        return run;
    }

    private static string Lines(int length) => string.Concat(Enumerable.Repeat("a line of text\n", length / 15));
}
