namespace Infra.Tests.Pipelines;

/// <summary>allow-deployment.sh: a stack is deployed only from where its environment may be.</summary>
public sealed class AllowDeploymentTests
{
    private const string Images = """{"reference":"registry.example.com/reference@sha256:aaaa"}""";

    [ScriptFact("jq")]
    public void Each_environment_is_deployed_from_its_own_place()
    {
        AssertAllowed(Request("dev", "refs/heads/a-branch"));
        AssertAllowed(Request("stage", "refs/heads/main"));
        Assert.Equal(["gh release view v1.4.0 --json isDraft,isPrerelease"], AssertAllowed(Request("prod", "refs/tags/v1.4.0")));
    }

    [ScriptFact]
    public void Stage_takes_nothing_but_main()
    {
        foreach (var reference in new[] { "refs/heads/a-branch", "refs/tags/main", "refs/heads/main-2", "refs/pull/7/merge" })
            AssertRefused($"Stage is deployed from main, not from {reference}. Run the workflow on main.", Request("stage", reference));
    }

    [ScriptFact]
    public void Prod_takes_nothing_but_a_version()
    {
        foreach (var reference in new[]
            {
                "refs/heads/main",
                "refs/heads/v1.4.0",
                "refs/tags/nightly",
                "refs/tags/v1.4",
                "refs/tags/v1.4.0-rc.1",
                "refs/tags/v1.4.0\nx",
            })
        {
            Assert.Empty(
                AssertRefused(
                    $"Prod is deployed from a release whose tag is a version such as v1.4.0, not from {reference}. "
                        + "Run the workflow on such a tag.",
                    Request("prod", reference)));
        }
    }

    [ScriptFact("jq")]
    public void Prod_takes_a_version_only_once_it_is_released()
    {
        AssertRefused(
            "There is no release of v1.4.0. Publish one, and run the workflow on its tag.",
            Request("prod", "refs/tags/v1.4.0").WithProgram("gh", "echo 'release not found' >&2; exit 1"));
        AssertRefused(
            "The release of v1.4.0 is a draft. Publish it as a release first.",
            Request("prod", "refs/tags/v1.4.0", """{"isDraft": true, "isPrerelease": false}"""));
        AssertRefused(
            "The release of v1.4.0 is a prerelease. Publish it as a release first.",
            Request("prod", "refs/tags/v1.4.0", """{"isDraft": false, "isPrerelease": true}"""));
    }

    [ScriptFact("jq")]
    public void Prod_takes_the_images_of_stage_or_those_that_are_named()
    {
        AssertAllowed(Request("prod", "refs/tags/v1.4.0").With("SOURCE", "").With("IMAGES", Images));
        AssertRefused(
            "There is no stack of stage whose images prod could get. Name the images, or call the stacks alike: NAME-stage, NAME-prod.",
            Request("prod", "refs/tags/v1.4.0").With("SOURCE", ""));
    }

    [ScriptFact]
    public void A_return_names_its_images()
    {
        AssertAllowed(Request("stage", "refs/heads/main").With("MIGRATE", "false").With("IMAGES", Images));
        AssertRefused(
            "A return names the images that it goes back to. Run the workflow again with them; "
                + "the summaries of earlier deployments list theirs.",
            Request("stage", "refs/heads/main").With("MIGRATE", "false"));
    }

    [ScriptFact]
    public void Another_environment_is_none_of_them()
        => AssertRefused("There is no environment production; there are dev, stage and prod.", Request("production", "refs/heads/main"));

    private static ScriptRun Request(
        string environment,
        string reference,
        string release = """{"isDraft": false, "isPrerelease": false}"""
    ) =>
        new ScriptRun()
            .WithProgram("gh", "cat \"$FAKE/release.json\"")
            .WithFile("release.json", release)
            .With("ENVIRONMENT", environment)
            .With("SOURCE", "stage")
            .With("REF", reference)
            .With("IMAGES", "{}")
            .With("MIGRATE", "true");

    private static IReadOnlyList<string> AssertAllowed(ScriptRun request) => AssertEnd(0, "", request);

    private static IReadOnlyList<string> AssertRefused(string sentence, ScriptRun request)
        => AssertEnd(1, $"::error::{sentence}\n", request);

    // What was asked of GitHub.
    private static IReadOnlyList<string> AssertEnd(int code, string text, ScriptRun request)
    {
        using (request)
        {
            var (exitCode, output, _) = request.Run("allow-deployment.sh");
            Assert.Equal((code, text), (exitCode, output));
            return request.Calls;
        }
    }
}
