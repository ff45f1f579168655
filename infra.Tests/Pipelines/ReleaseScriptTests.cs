using Infra.Tests.Support;

namespace Infra.Tests.Pipelines;

/// <summary>What a deployment gets, and what its approvers are shown.</summary>
public sealed class ReleaseScriptTests
{
    [ScriptFact("jq")]
    public void Images_are_read_by_name()
    {
        using var run = new ScriptRun();
        Assert.Equal(
            (
                0,
                $$"""{"api":"registry.example.com/api@{{StackStandIn.OldDigest}}","bot":"registry.example.com:5000/bot:v4.0.1"}""" + "\n",
                ""),
            run.Run("read-images.sh", $"api=registry.example.com/api@{StackStandIn.OldDigest}  bot=registry.example.com:5000/bot:v4.0.1\n")
        );
    }

    [ScriptFact("jq")]
    public void No_images_are_no_images()
    {
        using var run = new ScriptRun();
        Assert.Equal((0, "{}\n", ""), run.Run("read-images.sh", ""));
    }

    [ScriptFact("jq")]
    public void What_is_no_image_is_refused_and_runs_nothing()
    {
        using var run = new ScriptRun();
        foreach (var text in new[] { "api", "API=x/y:1", "$(touch${IFS}pwned)=x", "a b=c=d" })
            Assert.Equal(1, run.Run("read-images.sh", text).ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(run.Work));
    }

    [ScriptFact("jq")]
    public void A_stack_runs_its_images_without_those_of_a_canary()
    {
        using var run = new ScriptRun().WithStack();
        Assert.Equal(
            (0, $$"""{"reference":"registry.example.com/reference@{{StackStandIn.OldDigest}}"}""" + "\n", ""),
            run.Run("running-images.sh"));
        Assert.Equal((0, "{}\n", ""), run.WithFile("outputs.json", "{}").Run("running-images.sh"));
    }

    [ScriptFact("jq")]
    public void What_a_failed_update_was_told_is_not_what_runs()
    {
        using var run = new ScriptRun()
            .WithStack()
            .WithFile("outputs.json", $$"""{"images": {"reference": "registry.example.com/reference@{{StackStandIn.NewDigest}}"} }""");
        Assert.Equal(
            (0, $$"""{"reference":"registry.example.com/reference@{{StackStandIn.OldDigest}}"}""" + "\n", ""),
            run.Run("running-images.sh"));

        // Where none has succeeded, nothing runs that could be gone back to.
        run.WithFile(
            "history.json",
            """[{"kind": "update", "result": "failed", "config": {"infra:release": {"value": "{}", "objectValue":"""
                + """ {"images": {"reference": "x"}}, "secret": false} } }]"""
        );
        Assert.Equal((0, "{}\n", ""), run.Run("running-images.sh"));
    }

    [ScriptFact("jq")]
    public void What_another_job_has_found_comes_before_what_was_named()
    {
        Assert.Equal((0, "images={\"api\":\"named\"}\n", ""), Choose("skipped", "", "skipped", ""));
        Assert.Equal((0, "images={\"api\":\"built\"}\n", ""), Choose("success", "{\"api\":\"built\"}", "skipped", ""));
        Assert.Equal((0, "images={\"api\":\"promoted\"}\n", ""), Choose("skipped", "", "success", "{\"api\":\"promoted\"}"));
    }

    // GitHub hands on no output that contains a secret: it is empty then.
    [ScriptFact("jq")]
    public void Images_that_got_lost_between_two_jobs_are_not_taken_for_none()
    {
        foreach (var (exitCode, output, error) in new[] { Choose("success", "", "skipped", ""), Choose("skipped", "", "success", "") })
        {
            Assert.Equal((1, ""), (exitCode, output));
            Assert.StartsWith("::error::The images got lost between two jobs", error, StringComparison.Ordinal);
        }

        using var run = new ScriptRun().WithStack().With("IMAGES", "");
        Assert.Equal(1, run.Run("set-release.sh").ExitCode);
        Assert.Empty(run.Calls);
    }

    [ScriptFact("jq")]
    public void What_a_return_sets_is_what_the_program_reads()
    {
        using var run = new ScriptRun().WithStack().With("MIGRATE", "false");
        Assert.Equal(0, run.Run("set-release.sh").ExitCode);
        var values = run
            .Calls.Select(call => call.Split(' '))
            .Where(call => call is ["pulumi", "config", "set", ..])
            .ToDictionary(call => call[^2], call => call[^1]);

        // As the CLI writes paths into the stack file.
        var settings = Previews.Parse("prod", File.ReadAllText(Path.Combine(Repository.TestStacks, "Pulumi.prod.yaml")) + $$"""

              infra:release:
                images: { reference: "{{values["infra:release.images.reference"]}}" }
                migrate: {{values["infra:release.migrate"]}}
                canary: { percent: {{values["infra:release.canary.percent"]}} }
            """);
        Assert.Equal(3, values.Count);
        Assert.False(settings.Release.Migrate);
        Assert.Null(settings.Release.Canary);
        Assert.Equal($"registry.example.com/reference@{StackStandIn.NewDigest}", settings.Images["reference"].Text);
    }

    [ScriptFact("jq")]
    public void A_release_that_cannot_be_set_is_a_failure()
    {
        using var run = new ScriptRun().WithStack().WithProgram("pulumi", "exit 1");
        Assert.Equal(1, run.Run("set-release.sh").ExitCode);
    }

    [ScriptFact("jq")]
    public void Approvers_see_the_images_and_the_changes_and_no_values()
    {
        using var run = new ScriptRun().WithStack();
        Assert.Equal(0, run.Run("preview-release.sh").ExitCode);
        Assert.Equal(
            $"""
            ### Deployment of stage

            - `reference`: `registry.example.com/reference@{StackStandIn.NewDigest}`

            Migrations run: true. The log of this job has every changed value.

            Verified in the cluster by `smoke-test`.
            Asked from outside: https://api.example.com/health

            ```text
            create urn:c
            update urn:b spec.image
            ```

            """,
            File.ReadAllText(run.PathOf("summary")));
        Assert.Matches("^changes=[0-9a-f]{64}\n$", File.ReadAllText(run.PathOf("output")));
    }

    [ScriptFact("jq")]
    public void Approvers_see_that_nothing_verifies_a_release()
    {
        using var run = new ScriptRun()
            .WithStack()
            .With("SMOKE_TESTS", "[]")
            .With("HEALTH", """[{"service": "graphrag", "address": "https://g.example.com", "path": null}]""");
        Assert.Equal(0, run.Run("preview-release.sh").ExitCode);
        Assert.Contains(
            "\nNo job verifies it in the cluster.\nAsked from outside: https://g.example.com/\n",
            File.ReadAllText(run.PathOf("summary")),
            StringComparison.Ordinal);
    }

    [ScriptFact("jq")]
    public void A_preview_that_fails_approves_nothing()
    {
        using var run = new ScriptRun().WithStack().With("PREVIEW_CODE", "255");
        Assert.NotEqual(0, run.Run("preview-release.sh").ExitCode);
        Assert.False(File.Exists(run.PathOf("output")));
    }

    private static (int ExitCode, string Output, string Error) Choose(
        string built,
        string builtImages,
        string promoted,
        string promotedImages)
    {
        using var run = new ScriptRun();
        return run
            .With("BUILT", built).With("BUILT_IMAGES", builtImages)
            .With("PROMOTED", promoted).With("PROMOTED_IMAGES", promotedImages)
            .With("NAMED_IMAGES", """{"api":"named"}""")
            .Run("choose-images.sh");
    }
}
