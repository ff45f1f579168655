using Infra.Tests.Support;

namespace Infra.Tests.Engine;

/// <summary>What must hold before the engine is asked for anything.</summary>
public sealed class StartTests
{
    private const string Application = "reference";

    public static TheoryData<string> Stacks => [.. Repository.Stacks];

    public static TheoryData<string> Variables => [.. EngineProgram.Required];

    [StandInTheory(isOfSourceSdk: true)]
    [MemberData(nameof(Stacks))]
    public async Task A_build_without_the_official_packages_deploys_only_where_that_is_allowed(string stack)
        => await AssertRefusedAsync(
            EngineStack.Of(Application, stack).Without("allowSourceSdk"),
            "Directory.Build.props: PulumiSdk is source; the engine runs a program that was built with the official packages. "
                + "Set the environment variable PulumiSdk=nuget, or change the line.");

    [StandInTheory]
    [InlineData("stage")]
    [InlineData("prod")]
    public async Task Stage_and_prod_deploy_only_to_a_cluster_that_is_named(string stack)
        => await AssertRefusedAsync(
            EngineStack.Of(Application, stack).Without("cluster"),
            $"Pulumi.{stack}.yaml: infra:cluster.context is missing; this environment deploys only to a cluster that is named. Set it: "
                + $"pulumi config set --path 'infra:cluster.context' <context> --stack {stack}.");

    [StandInFact]
    public async Task Settings_that_cannot_be_used_are_refused()
        => await AssertRefusedAsync(
            EngineStack.Of(Application, "prod").With("redis", "true"),
            "Pulumi.prod.yaml: infra:redis is true; it takes a map of settings. Write the settings below infra:redis, one a line.");

    [StandInFact]
    public async Task Several_faults_are_logged_together()
    {
        var outcome = await EngineProgram.RunAsync(
            EngineStack.Of(Application, "prod").With("redis", "true").With("qdrant", "5"),
            new Scenario());
        Assert.Equal(32, outcome.ExitCode);
        Assert.Equal(
            [
                """
                Pulumi.prod.yaml: infra:qdrant is 5; it takes a map of settings. Write the settings below infra:qdrant, one a line.
                Pulumi.prod.yaml: infra:redis is true; it takes a map of settings. Write the settings below infra:redis, one a line.
                """,
            ],
            outcome.Errors.Select(error => string.Join('\n', error.Split('\n').Order(StringComparer.Ordinal))));
    }

    [StandInFact]
    public async Task Nothing_of_a_stack_that_fails_a_check_is_registered()
    {
        var stack = EngineStack.Of(Application, "dev").With("variables", """{"LOG_LEVEL":"http://nobody.reference-dev.svc"}""");
        var outcome = await EngineProgram.RunAsync(stack, new Scenario());

        Assert.Equal((32, "", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
        Assert.Empty(outcome.Registrations);
        var lines = Assert.Single(outcome.Errors).Split('\n');
        Assert.All(lines, line =>
            Assert.Matches(
                @"^hosts-exist: ConfigMap reference-\S+: it names the host nobody\.reference-dev\.svc, and there is no Service nobody in "
                    + @"reference-dev\. Correct the host, or declare the Service\.$",
                line));
        Assert.Equal(lines.Distinct(), lines);
        Assert.Contains(lines, line => line.Contains("ConfigMap reference-api-config-", StringComparison.Ordinal));
    }

    [StandInTheory]
    [MemberData(nameof(Variables))]
    public async Task Where_a_variable_of_the_engine_is_missing_the_program_was_not_started_by_it(string variable)
    {
        var outcome = await EngineProgram.RunAsync(EngineStack.Of(Application, "dev"), new Scenario(), answers: null, (variable, null));

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        var sentence =
            variable == "PULUMI_STACK"
                ? "PULUMI_STACK is not set; the engine sets it. Run the program with the pulumi CLI.\n"
                : "Program run without the Pulumi engine available; re-run using the `pulumi` CLI\n";
        Assert.StartsWith(sentence, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Requests);
    }

    // Taken for a no, the first would make an update of a preview.
    [StandInTheory]
    [InlineData("PULUMI_DRY_RUN", "1")]
    [InlineData("PULUMI_QUERY_MODE", "maybe")]
    [InlineData("PULUMI_PARALLEL", "all")]
    public async Task Where_a_variable_of_the_engine_has_a_value_that_it_does_not_give_the_program_was_not_started_by_it(
        string variable,
        string value)
    {
        var outcome = await EngineProgram.RunAsync(EngineStack.Of(Application, "dev"), new Scenario(), answers: null, (variable, value));

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith(
            "Program run without the Pulumi engine available; re-run using the `pulumi` CLI\n",
            outcome.Error,
            StringComparison.Ordinal);
        Assert.Empty(outcome.Requests);
    }

    private static async Task AssertRefusedAsync(EngineStack stack, string error)
    {
        var outcome = await EngineProgram.RunAsync(stack, new Scenario());
        // The engine shows it: after any other exit code, the language host says in words of its own that the program has failed.
        Assert.Equal((32, "", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
        Assert.Equal([error], outcome.Errors);
        Assert.Empty(outcome.Registrations);
    }
}
