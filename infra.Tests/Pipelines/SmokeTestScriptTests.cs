namespace Infra.Tests.Pipelines;

/// <summary>smoke-test.sh: every public service is asked for its own health, and the deployment is well once all are.</summary>
public sealed class SmokeTestScriptTests
{
    private const string TwoServices = """
        [{"service": "nica-backend", "address": "https://api.example.com", "path": "/healthcheck"},
         {"service": "nica-frontend", "address": "https://app.example.com", "path": "/"}]
        """;

    private const string WithoutPath = """[{"service": "graphrag", "address": "https://graphrag.example.com", "path": null}]""";

    [ScriptFact("jq")]
    public void A_stack_without_a_public_address_is_not_asked()
    {
        using var run = Run("[]");
        Assert.Equal((0, "::notice::The stack has no public address: there is nothing to ask.\n", ""), run.Run("smoke-test.sh"));
        Assert.Empty(run.Calls);
    }

    [ScriptFact("jq")]
    public void One_good_answer_among_bad_ones_is_not_well()
    {
        using var run = Run(TwoServices)
            .WithProgram("curl", """case "$*" in *app.example.com/) [ $(($(grep -c app.example.com "$CALLS") % 2)) -eq 0 ] ;; esac""");
        Assert.Equal((1, "::error::The stack did not answer well 3 times in a row.\n", ""), run.Run("smoke-test.sh"));
        Assert.Equal(4, run.Calls.Count(call => call.EndsWith(" https://api.example.com/healthcheck", StringComparison.Ordinal)));
        Assert.Equal(4, run.Calls.Count(call => call.EndsWith(" https://app.example.com/", StringComparison.Ordinal)));
    }

    [ScriptFact("jq")]
    public void The_service_that_is_not_well_is_named()
    {
        using var run = Run(TwoServices).WithProgram("curl", """case "$*" in *app.example.com/) exit 22 ;; esac""");
        Assert.Equal((1, "::error::https://app.example.com/ did not answer well 3 times in a row.\n", ""), run.Run("smoke-test.sh"));
    }

    [ScriptFact("jq")]
    public void All_services_that_are_well_three_times_are_enough()
    {
        using var run = Run(TwoServices).WithProgram("curl", "");
        Assert.Equal((0, "", ""), run.Run("smoke-test.sh"));
        Assert.Equal(6, run.Calls.Count);
    }

    // Its only path of health is that of its metrics, which the edge keeps inside.
    [ScriptFact("jq")]
    public void A_service_that_tells_its_health_to_nobody_outside_is_well_when_it_answers()
    {
        foreach (var status in new[] { "200", "401", "404" })
        {
            using var well = Run(WithoutPath).WithProgram("curl", $"printf {status}");
            Assert.Equal((0, "", ""), well.Run("smoke-test.sh"));
            Assert.EndsWith(" https://graphrag.example.com/", well.Calls[0], StringComparison.Ordinal);
        }

        foreach (var answer in new[] { "printf 503", "printf 000; exit 6" })
        {
            using var unwell = Run(WithoutPath).WithProgram("curl", answer);
            Assert.Equal(1, unwell.Run("smoke-test.sh").ExitCode);
        }
    }

    private static ScriptRun Run(string health)
        => new ScriptRun().With("HEALTH", health).With("SMOKE_DELAY", "0").With("SMOKE_ATTEMPTS", "4");
}
