namespace Infra.Tests.Pipelines;

/// <summary>deploy.sh: what is deployed is well, or the stack is back at what it ran.</summary>
public sealed class DeployScriptTests
{
    private const string SetNew =
        "pulumi config set --plaintext --path infra:release.images.reference registry.example.com/reference@sha256:bbbb";
    private const string SetOld =
        "pulumi config set --plaintext --path infra:release.images.reference registry.example.com/reference@sha256:aaaa";
    private const string History = "pulumi stack history --json --page-size 100";
    private const string Preview = "pulumi preview --refresh --json --non-interactive";
    private const string Export = "pulumi stack export";
    private const string Context = "pulumi config get --path infra:cluster.context";
    private const string Namespace = "pulumi stack output namespace";
    private const string Up = "pulumi up --refresh --yes --skip-preview --diff --color never --non-interactive";

    private static readonly string[] ReturnConfiguration =
    [
        SetOld,
        "pulumi config set --path infra:release.migrate false",
        "pulumi config set --path infra:release.canary.percent 0",
    ];

    [ScriptFact("jq")]
    public void A_release_that_is_well_stays()
    {
        using var run = Approved();
        var (exitCode, output, error) = run.Run("deploy.sh");

        Assert.True(exitCode == 0, output + error);
        Assert.Equal(["pulumi stack output --json", History, SetNew, Preview, Export, Up, Namespace, Context], PulumiCalls(run));
        Assert.Equal(
            3,
            run.Calls.Count(call =>
                call.StartsWith("curl ", StringComparison.Ordinal)
                && call.EndsWith(" https://api.example.com/health", StringComparison.Ordinal)));
    }

    [ScriptFact("jq")]
    public void A_failed_update_returns_to_the_images_that_ran_before_without_migrations_and_fails()
    {
        using var run = Approved().With("FAILING_UPS", "1");
        var (exitCode, output, _) = run.Run("deploy.sh");

        Assert.Equal(1, exitCode);
        Assert.Contains(
            $"It runs the images that it ran before: {{\"reference\":\"registry.example.com/reference@{StackStandIn.OldDigest}\"}}\n",
            output,
            StringComparison.Ordinal);
        Assert.Equal(
            [
                "pulumi stack output --json",
                History,
                SetNew,
                Preview,
                Export,
                Up,
                .. ReturnConfiguration,
                Export,
                Up,
                Namespace,
                Context,
            ],
            PulumiCalls(run));
    }

    [ScriptFact("jq")]
    public void A_release_that_the_cluster_has_not_rolled_out_returns_too()
    {
        using var run = Approved().With("STUCK", "1");
        var (exitCode, output, _) = run.Run("deploy.sh");

        Assert.Equal(1, exitCode);
        Assert.Contains("It runs the images that it ran before", output, StringComparison.Ordinal);
        Assert.Equal(
            [
                "kubectl --context stage-cluster --namespace shop-stage get deployments,statefulsets "
                    + "--selector app.kubernetes.io/managed-by=pulumi --output name",
                "kubectl --context stage-cluster --namespace shop-stage rollout status deployment.apps/api --timeout 2m",
            ],
            run.Calls.Where(call => call.StartsWith("kubectl ", StringComparison.Ordinal)).Take(2));
    }

    [ScriptFact("jq")]
    public void What_a_killed_engine_has_left_is_taken_up_before_the_update()
    {
        using var run = Approved().WithFile(
            "export.json",
            """
            {"deployment": {"pending_operations": [
              {"type": "creating", "resource": {"urn": "urn:job", "type": "kubernetes:batch/v1:Job",
                "inputs": {"metadata": {"namespace": "shop-stage", "name": "migrate-1a2b3c4d"}}}},
              {"type": "creating", "resource": {"urn": "urn:api", "type": "kubernetes:apps/v1:Deployment",
                "inputs": {"metadata": {"namespace": "shop-stage", "name": "api"}}}},
              {"type": "creating", "resource": {"urn": "urn:password", "type": "random:index/randomPassword:RandomPassword",
                "inputs": {}}},
              {"type": "updating", "resource": {"urn": "urn:worker", "type": "kubernetes:apps/v1:Deployment",
                "inputs": {"metadata": {"namespace": "shop-stage", "name": "worker"}}}}
            ]}}
            """);
        var (exitCode, output, error) = run.Run("deploy.sh");

        Assert.True(exitCode == 0, output + error);
        Assert.Equal(
            "kubectl --context stage-cluster --namespace shop-stage delete job migrate-1a2b3c4d --ignore-not-found",
            run.Calls.First(call => call.StartsWith("kubectl ", StringComparison.Ordinal)));
        var calls = PulumiCalls(run).ToList();
        Assert.Equal(
            "pulumi refresh --yes --skip-preview --non-interactive --clear-pending-creates "
                + "--import-pending-creates urn:api --import-pending-creates shop-stage/api",
            calls[calls.IndexOf(Up) - 1]);
    }

    [ScriptFact("jq")]
    public void A_release_that_is_not_well_returns_too()
    {
        using var run = Approved().With("UNWELL_AFTER_UP", "1");
        var (exitCode, output, _) = run.Run("deploy.sh");

        Assert.Equal(1, exitCode);
        Assert.Contains("https://api.example.com/health did not answer well 3 times in a row.", output, StringComparison.Ordinal);
        Assert.Contains("It runs the images that it ran before", output, StringComparison.Ordinal);
        Assert.Equal(2, run.Calls.Count(call => call == Up));
        Assert.Equal(
            ReturnConfiguration,
            PulumiCalls(run).Where(call => call.StartsWith("pulumi config set", StringComparison.Ordinal)).Skip(1));
    }

    [ScriptFact("jq")]
    public void A_return_that_fails_as_well_calls_for_somebody()
    {
        using var run = Approved().With("FAILING_UPS", "1 2");
        var (exitCode, output, _) = run.Run("deploy.sh");

        Assert.Equal(1, exitCode);
        Assert.Contains("and so did the return to", output, StringComparison.Ordinal);
        Assert.DoesNotContain("It runs the images", output, StringComparison.Ordinal);
    }

    // GitHub hands on no output that contains a secret: it is empty then.
    [ScriptFact("jq")]
    public void Where_nobody_knows_what_to_ask_nothing_is_deployed()
    {
        using var run = Approved().With("HEALTH", "");
        var (exitCode, output, _) = run.Run("deploy.sh");

        Assert.Equal(1, exitCode);
        Assert.StartsWith(
            "::error::The addresses of stage got lost between two jobs: a secret is part of them.",
            output,
            StringComparison.Ordinal);
        Assert.Empty(run.Calls);
    }

    [ScriptFact("jq")]
    public void Where_the_outputs_cannot_be_read_nothing_is_deployed()
    {
        using var run = Approved().WithFile("no-outputs", "");
        var (exitCode, output, _) = run.Run("deploy.sh");

        Assert.Equal((1, "::error::The outputs of stage cannot be read. Nothing was deployed.\n"), (exitCode, output));
        Assert.Equal(["pulumi stack output --json"], run.Calls);
    }

    [ScriptFact("jq")]
    public void What_was_not_approved_is_not_deployed()
    {
        using var run = Approved().WithFile("preview.json", """{"steps": [{"op": "delete", "urn": "urn:database"}]}""");
        var (exitCode, output, _) = run.Run("deploy.sh");

        Assert.Equal(1, exitCode);
        Assert.Contains("delete urn:database", output, StringComparison.Ordinal);
        Assert.Contains("is not what was approved", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Up, run.Calls);
    }

    [ScriptFact("jq")]
    public void Where_the_preview_fails_nothing_is_deployed()
    {
        using var run = Approved()
            .WithFile("preview.json", """{"diagnostics": [{"severity": "error", "message": "infra:release is wrong"}]}""")
            .With("PREVIEW_CODE", "255");
        var (exitCode, output, error) = run.Run("deploy.sh");

        Assert.Equal((1, "::error::The preview of stage fails. Nothing was deployed.\n"), (exitCode, output));
        Assert.Contains("infra:release is wrong", error, StringComparison.Ordinal);
        Assert.DoesNotContain(Up, run.Calls);
    }

    [ScriptFact("jq")]
    public void A_first_deployment_that_fails_has_nothing_to_return_to()
    {
        using var run = Approved().WithFile("outputs.json", "{}").With("FAILING_UPS", "1");
        var (exitCode, output, _) = run.Run("deploy.sh");

        Assert.Equal((1, "::error::The first deployment of stage failed. There is nothing to go back to.\n"), (exitCode, output));
        Assert.Single(run.Calls, call => call == Up);
    }

    [ScriptFact("jq")]
    public void A_return_by_hand_runs_no_migrations()
    {
        using var run = Approved().With("MIGRATE", "false");
        Assert.Equal(0, run.Run("deploy.sh").ExitCode);
        Assert.Contains("pulumi config set --path infra:release.migrate false", run.Calls);
    }

    // What preview-release.sh has shown, of the same stack.
    private static ScriptRun Approved()
    {
        var run = new ScriptRun().WithStack();
        Assert.Equal(0, run.Run("preview-release.sh").ExitCode);
        run.WithFile("calls", "");
        return run.With("APPROVED", File.ReadAllText(run.PathOf("output")).Trim().Split('=')[1]);
    }

    // Digests as short as the tests need them.
    private static IEnumerable<string> PulumiCalls(ScriptRun run)
        => run
            .Calls.Where(call => call.StartsWith("pulumi ", StringComparison.Ordinal))
            .Select(call =>
                call.Replace(new string('a', 60), "", StringComparison.Ordinal).Replace(new string('b', 60), "", StringComparison.Ordinal)
            );
}
