using System.Text.Json.Nodes;

namespace Infra.Tests.Pipelines;

/// <summary>An application's images on their way: described by the program, built once, verified, tagged by version.</summary>
public sealed class ImageScriptTests
{
    private const string Builds = """[{"name": "backend"}, {"name": "frontend"}]""";

    private const string Frontend = """
        {"name": "frontend", "context": "apps/frontend", "dockerfile": "build/Dockerfile",
         "target": "web", "arguments": {"NODE": "24"}, "platform": "linux/amd64"}
        """;

    private const string Repository = "ghcr.io/acme/nica/frontend";

    private const string Signer = "acme/infra/.github/workflows/release.yml";

    // A registry that does not have the commit's tag yet, unless the test says otherwise.
    private const string Docker = """
        case "$*" in
          'buildx imagetools inspect '*) [ -f "$FAKE/manifest.json" ] && cat "$FAKE/manifest.json" ;;
          'buildx create '*) echo builder-1 ;;
          'buildx build '*)
            while [ $# -gt 0 ] && [ "$1" != --metadata-file ]; do shift; done
            [ $# -eq 0 ] || printf '{"containerimage.digest": "sha256:123"}' >"$2"
            echo building ;;
        esac
        """;

    // The program as `dotnet run` would start it; it is built already.
    private const string Dotnet = """
        while [ "$1" != -- ]; do shift; done
        shift
        PATH=${PATH#*:} exec dotnet "$PROGRAM" "$@"
        """;

    private static readonly string[] Predicates = ["https://slsa.dev/provenance/v1", "https://cyclonedx.org/bom"];

    private static readonly string BackendImage = $"ghcr.io/acme/nica/backend@{StackStandIn.NewDigest}";

    private static readonly string FrontendImage = $"{Repository}@{StackStandIn.OldDigest}";

    private static readonly string Images
        = $$"""{"backend": "{{BackendImage}}", "frontend": "{{FrontendImage}}", "chatwoot": "docker.io/chatwoot/chatwoot:v4"}""";

    [ScriptFact("jq")]
    public void An_application_of_several_images_has_a_build_for_each_below_the_repository()
    {
        using var run = Described("nica", "nica-dev");
        var outputs = OutputsOf(run.Run("describe-stack.sh"));

        Assert.Equal("dev", outputs["environment"]);
        Assert.Equal("", outputs["source"]);
        // Its healthcheck asks the database, and no pod.
        Assert.Equal("[]", outputs["smoke-tests"]);
        Assert.Equal(
            ["backend services/nica ghcr.io/acme/nica/backend", "frontend services/nica/frontend ghcr.io/acme/nica/frontend"],
            JsonNode.Parse(outputs["builds"])!.AsArray().Select(build => $"{build!["name"]} {build["context"]} {build["repository"]}"));
        Assert.Equal(
            ["https://api.example.com/healthcheck", "https://app.example.com/"],
            JsonNode.Parse(outputs["health"])!.AsArray().Select(service => $"{service!["address"]}{service["path"]}"));
    }

    [ScriptFact("jq")]
    public void An_application_of_one_image_has_it_in_the_repository_itself()
    {
        using var run = Described("car-api", "car-api-prod").With("CONTEXT", ".").WithFile("work/Pulumi.car-api-stage.yaml", "");
        var outputs = OutputsOf(run.Run("describe-stack.sh"));

        Assert.Equal("prod", outputs["environment"]);
        Assert.Equal("car-api-stage", outputs["source"]);
        var build = Assert.Single(JsonNode.Parse(outputs["builds"])!.AsArray())!;
        Assert.Equal((".", "ghcr.io/acme/nica"), ($"{build["context"]}", $"{build["repository"]}"));
    }

    [ScriptFact("jq")]
    public void A_stack_of_another_application_is_refused()
    {
        using var run = Described("nica", "nica-prod").With("APPLICATION", "julia");
        Assert.Equal(
            (1, "", "::error::The stack nica-prod is of the application nica, not of julia. Name a stack of julia.\n"),
            run.Run("describe-stack.sh"));
    }

    [ScriptFact("jq")]
    public void A_stack_that_cannot_be_used_is_not_described()
    {
        using var run = Described("nica", "nica-dev").With("STACK", "nowhere");
        var (exitCode, output, error) = run.Run("describe-stack.sh");
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains("nowhere", error, StringComparison.Ordinal);
    }

    [ScriptFact("jq")]
    public void An_image_is_pushed_by_its_digest_alone()
    {
        using var run = Built(Repository);
        Assert.Equal((0, $"reference={Repository}@sha256:123\ndigest=sha256:123\nis-new=true\n"), Ended(run.Run("build-image.sh")));
        var build = Assert.Single(run.Calls, call => call.StartsWith("docker buildx build ", StringComparison.Ordinal));
        Assert.Contains(" --builder builder-1 --provenance=false ", build, StringComparison.Ordinal);
        Assert.EndsWith(
            $" --output type=image,name={Repository},push-by-digest=true,name-canonical=true,push=true"
            + " --file application/apps/frontend/build/Dockerfile --platform linux/amd64 --target web --build-arg NODE=24"
            + " application/apps/frontend",
            build,
            StringComparison.Ordinal);
        Assert.DoesNotContain("--tag", build, StringComparison.Ordinal);
    }

    [ScriptFact("jq")]
    public void What_has_the_commits_tag_is_not_built_again()
    {
        using var run = Built(Repository).WithFile("manifest.json", """{"digest": "sha256:456", "size": 7}""");
        Assert.Equal((0, $"reference={Repository}@sha256:456\ndigest=sha256:456\nis-new=false\n"), Ended(run.Run("build-image.sh")));
        Assert.Equal([$"docker buildx imagetools inspect {Repository}:c0ffee --format {{{{json .Manifest}}}}"], run.Calls);
    }

    [ScriptFact("jq")]
    public void Without_a_repository_an_image_stays_where_it_was_built()
    {
        using var run = Built("");
        Assert.Equal((0, "reference=frontend:c0ffee\n"), Ended(run.Run("build-image.sh")));
        Assert.StartsWith("docker buildx build --load --tag frontend:c0ffee ", Assert.Single(run.Calls), StringComparison.Ordinal);
    }

    [ScriptFact("jq")]
    public void Exceptions_from_the_scan_are_beside_what_is_built()
    {
        using var run = Built("").WithFile("work/application/apps/frontend/.trivyignore", "CVE-2026-0001");
        var (exitCode, output, _) = run.Run("build-image.sh");
        Assert.Equal((0, "exceptions=application/apps/frontend/.trivyignore\nreference=frontend:c0ffee\n"), (exitCode, output));
    }

    [ScriptFact("jq")]
    public void A_build_that_fails_hands_nothing_on()
    {
        using var run = Built(Repository).WithProgram("docker", """case "$*" in 'buildx create '*) echo builder-1 ;; *) exit 1 ;; esac""");
        Assert.Equal((1, ""), Ended(run.Run("build-image.sh")));
    }

    [ScriptFact("jq")]
    public void The_images_of_all_builds_are_handed_on_together()
    {
        using var run = new ScriptRun().With("BUILDS", Builds)
            .WithFile("images/image-backend/image.json", """{"backend": "b@sha256:1"}""")
            .WithFile("images/image-frontend/image.json", """{"frontend": "f@sha256:2"}""");
        var end = run.Run("built-images.sh", run.PathOf("images"));
        Assert.Equal((0, "{\"backend\":\"b@sha256:1\",\"frontend\":\"f@sha256:2\"}\n", ""), end);
    }

    [ScriptFact("jq")]
    public void An_image_that_was_not_built_is_missed()
    {
        using var run = new ScriptRun().With("BUILDS", Builds);
        run.WithFile("images/image-backend/image.json", """{"backend": "b@sha256:1"}""");
        var (exitCode, output, error) = run.Run("built-images.sh", run.PathOf("images"));
        Assert.NotEqual(0, exitCode);
        Assert.Equal("", output);
        Assert.Contains("no image was built of frontend", error, StringComparison.Ordinal);
    }

    [ScriptFact("jq")]
    public void Every_own_image_is_held_to_its_provenance_and_its_SBOM()
    {
        using var run = Verified();
        Assert.Equal((0, "", ""), run.Run("verify-attestations.sh"));
        Assert.Equal(
            from image in new[] { BackendImage, FrontendImage }
            from predicate in Predicates
            select $"gh attestation verify oci://{image} --repo acme/nica --signer-workflow {Signer} --predicate-type {predicate}",
            run.Calls);
    }

    [ScriptFact("jq")]
    public void An_image_that_nobody_has_attested_is_refused()
    {
        using var run = Verified().WithProgram("gh", """case "$*" in *frontend*bom) exit 1 ;; esac""");
        var end = run.Run("verify-attestations.sh");
        Assert.Equal(
            $"::error::{FrontendImage} has no valid https://cyclonedx.org/bom, signed by {Signer} for acme/nica. "
            + "Deploy an image that it has built.\n",
            end.Output);
        Assert.Equal(1, end.ExitCode);
    }

    [ScriptFact("jq")]
    public void An_image_that_is_not_named_by_digest_cannot_be_verified()
    {
        foreach (var images in new[] { "{}", """{"backend": "b:1.0", "frontend": "f:1.0"}""" })
        {
            using var run = Verified().With("IMAGES", images);
            Assert.Equal(1, run.Run("verify-attestations.sh").ExitCode);
            Assert.Empty(run.Calls);
        }
    }

    // GitHub hands on no output that contains a secret: it is empty then.
    [ScriptFact("jq")]
    public void What_got_lost_is_not_taken_for_verified()
    {
        foreach (var lost in new[] { "BUILDS", "IMAGES" })
        {
            using var run = Verified().With(lost, "");
            Assert.Equal(1, run.Run("verify-attestations.sh").ExitCode);
        }
    }

    [ScriptFact("jq")]
    public void What_prod_got_is_tagged_with_its_version_and_the_line_of_it()
    {
        using var run = Verified().WithProgram("docker", "").With("VERSION", "v1.4.12");
        Assert.Equal((0, "", ""), run.Run("tag-images.sh"));
        Assert.Equal(
            [
                $"--tag ghcr.io/acme/nica/backend:1.4.12 --tag ghcr.io/acme/nica/backend:1.4 {BackendImage}",
                $"--tag {Repository}:1.4.12 --tag {Repository}:1.4 {FrontendImage}",
            ],
            run.Calls.Select(call => call.Replace("docker buildx imagetools create ", "", StringComparison.Ordinal)));
    }

    private static (int ExitCode, string Output) Ended((int ExitCode, string Output, string Error) run) => (run.ExitCode, run.Output);

    // A stack of an application, as its file says.
    private static ScriptRun Described(string application, string stack)
    {
        var environment = stack.Split('-')[^1];
        var file = File.ReadAllText(Path.Combine(Support.Repository.TestStacks, "Pulumi.prod.yaml"));
        return new ScriptRun()
            .WithProgram("dotnet", Dotnet)
            .With("PROGRAM", Path.Combine(AppContext.BaseDirectory, "Infra.dll"))
            .With("APPLICATION", application).With("STACK", stack)
            .With("CONTEXT", "services/nica").With("IMAGE_REPOSITORY", "ghcr.io/acme/nica")
            .WithFile("work/Pulumi.yaml", File.ReadAllText(Path.Combine(Support.Repository.TestStacks, "Pulumi.yaml")))
            .WithFile($"work/Pulumi.{stack}.yaml", $"{file}\n  infra:application: {application}\n  infra:environment: {environment}\n");
    }

    private static ScriptRun Built(string repository)
        => new ScriptRun().WithProgram("docker", Docker)
            .With("BUILD", Frontend).With("FOLDER", "application").With("REPOSITORY", repository).With("COMMIT", "c0ffee");

    private static ScriptRun Verified()
        => new ScriptRun().WithProgram("gh", "")
            .With("BUILDS", Builds).With("IMAGES", Images).With("SIGNER", Signer).With("GITHUB_REPOSITORY", "acme/nica");

    private static Dictionary<string, string> OutputsOf((int ExitCode, string Output, string Error) run)
    {
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Select(line => line.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1]);
    }
}
