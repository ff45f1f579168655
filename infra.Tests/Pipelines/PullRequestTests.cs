using Infra.Tests.Support;

namespace Infra.Tests.Pipelines;

/// <summary>
/// What preview.yml does in a pull request, with the program itself: the base branch is planned, the branch compared, and one comment made
/// of both.
/// </summary>
public sealed class PullRequestTests
{
    // The program as `dotnet run` would start it; it is built already.
    private const string Dotnet = """
        while [ "$1" != -- ]; do shift; done
        shift
        PATH=${PATH#*:} exec dotnet "$PROGRAM" "$@"
        """;

    [ScriptFact]
    public void A_changed_setting_is_what_the_comment_begins_with()
    {
        using var run = new ScriptRun()
            .WithProgram("dotnet", Dotnet)
            .With("PROGRAM", Path.Combine(AppContext.BaseDirectory, "Infra.dll"))
            .With("RUN_URL", "https://github.com/o/r/actions/runs/1")
            .WithFile("work/Pulumi.yaml", TestFile("Pulumi.yaml"))
            .WithFile("work/Pulumi.dev.yaml", TestFile("Pulumi.dev.yaml"))
            .WithFile("work/Pulumi.prod.yaml", TestFile("Pulumi.prod.yaml"));
        Assert.Equal((0, "", ""), run.Run("plan-stacks.sh", run.PathOf("plans")));

        run.WithFile("work/Pulumi.prod.yaml", TestFile("Pulumi.prod.yaml") + "\n  infra:variables: { LOG_LEVEL: debug }\n");
        AssertDone(run.Run("compare-stacks.sh", run.PathOf("plans"), run.PathOf("reports")));
        var (_, comment, _) = run.Run("compose-comment.sh", run.PathOf("reports"));

        Assert.Contains("\n- `dev`: **No changes.** **`reference` in `dev`: ✅", comment, StringComparison.Ordinal);
        Assert.Matches("\n- `prod`: \\*\\*\\d+ to .*\\*\\* \\*\\*`reference` in `prod`: ✅", comment);
        Assert.Contains("info → debug", comment, StringComparison.Ordinal);
        Assert.InRange(comment.Length, 5000, 60000);
    }

    private static string TestFile(string name) => File.ReadAllText(Path.Combine(Repository.TestStacks, name));

    private static void AssertDone((int ExitCode, string Output, string Error) end)
        => Assert.True(end.ExitCode == 0, end.Output + end.Error);
}
