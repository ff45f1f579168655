using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;

namespace Infra.Tests.Data.Postgres;

/// <summary>The scripts that wait until the instances of a cluster are as it is declared.</summary>
public sealed class RolloutScriptTests
{
    private const string Image = "ghcr.io/cloudnative-pg/postgresql:18.6-standard-trixie";
    private const string AsDeclared = $"postgres-1 {Image} 1 4 4Gi 4Gi True";

    [ToolTheory("awk")]
    [InlineData($"{AsDeclared}\npostgres-2 {Image} 1 4 4Gi 4Gi True")]
    [InlineData($"{AsDeclared}\npostgres-2 mirror.example.com/postgresql:18.6-standard-trixie 1 4 4Gi 4Gi True")]
    public void Instances_as_declared_are_the_end(string pods)
    {
        var (exitCode, lastLine, slept) = Pods($"printf '%s\\n' '{pods}'");
        Assert.Equal((0, "All 2 instances of cluster postgres are ready, as declared."), (exitCode, lastLine));
        Assert.Equal(TimeSpan.Zero, slept);
    }

    [ToolTheory("awk")]
    [InlineData(AsDeclared, "1 of 2 instances are there")]
    [InlineData("", "0 of 2 instances are there")]
    [InlineData($"{AsDeclared}\npostgres-2 postgresql:18.5 1 4 4Gi 4Gi True", "postgres-2 runs postgresql:18.5")]
    [InlineData($"{AsDeclared}\npostgres-2 {Image} 1 2 4Gi 4Gi True", "postgres-2 has the CPU and memory 1 2 4Gi 4Gi")]
    [InlineData($"{AsDeclared}\npostgres-2 {Image} 1 4 4Gi 4Gi False", "postgres-2 is not ready")]
    public void What_is_not_as_declared_is_waited_for_and_named(string pods, string wrong)
    {
        var (exitCode, lastLine, slept) = Pods($"printf '%s\\n' '{pods}'");
        Assert.Equal((1, $"Cluster postgres is not as declared after 60s: {wrong}"), (exitCode, lastLine));
        Assert.Equal(TimeSpan.FromSeconds(60), slept);
    }

    // The operator has not seen the change yet, then the pod is gone, then it is back.
    [ToolFact("awk")]
    public void Old_pods_are_not_taken_for_new_ones()
    {
        var (exitCode, _, slept) = Pods(
            $"""
            read -r now <"$CLOCK"
            case $now in
            0 | 5) printf 'postgres-1 postgresql:18.5 1 4 4Gi 4Gi True\n' ;;
            10) : ;;
            *) printf '{AsDeclared}\npostgres-2 {Image} 1 4 4Gi 4Gi True\n' ;;
            esac
            """);
        Assert.Equal((0, TimeSpan.FromSeconds(15)), (exitCode, slept));
    }

    [Fact]
    public void An_API_server_that_does_not_answer_is_waited_for_and_named()
    {
        var (exitCode, lastLine, _) = Pods("echo 'Unable to connect to the server: i/o timeout' >&2; exit 1");
        Assert.Equal(
            (
                1,
                "Cluster postgres is not as declared after 60s: the API server does not answer: "
                    + "Unable to connect to the server: i/o timeout"),
            (exitCode, lastLine));
    }

    [ToolFact("awk")]
    public void It_asks_for_the_instances_of_its_cluster_alone()
    {
        var (exitCode, _, _) = Pods(
            $$"""
            case "$*" in
            'get pods --request-timeout=10s --selector=cnpg.io/cluster=postgres,cnpg.io/podRole=instance --output=jsonpath={range '*) ;;
            *) exit 1 ;;
            esac
            printf '{{AsDeclared}}\npostgres-2 {{Image}} 1 4 4Gi 4Gi True\n'
            """);
        Assert.Equal(0, exitCode);
    }

    [ToolFact("initdb", "pg_ctl", "psql", "setpriv --clear-groups true")]
    public void Parameters_are_those_that_the_server_has_however_they_are_written()
    {
        using var server = ArchivingPostgres.Start();
        var (exitCode, lastLine, _) = Parameters(
            server.Port,
            "max_connections=100",
            "shared_buffers=131072kB",
            "archive_timeout=0",
            "wal_sender_timeout=60s",
            "checkpoint_timeout=300",
            "max_slot_wal_keep_size=-1",
            "work_mem=4096");
        Assert.Equal(0, exitCode);
        Assert.StartsWith("The server has the declared parameters. It runs since 2", lastLine, StringComparison.Ordinal);
    }

    [ToolFact("initdb", "pg_ctl", "psql", "setpriv --clear-groups true")]
    public void Others_are_waited_for_and_named()
    {
        using var server = ArchivingPostgres.Start();
        var (exitCode, lastLine, slept) = Parameters(
            server.Port,
            "max_connections=300",
            "shared_buffers=1024MB",
            "checkpoint_timeout=10min",
            "pg_stat_statements.max=5000");
        Assert.Equal(
            (1, "The server is not as declared after 60s: checkpoint_timeout is 5min, not 10min, max_connections is 100, not 300, "
                + "pg_stat_statements.max is not known, not 5000, shared_buffers is 128MB, not 1024MB"),
            (exitCode, lastLine));
        Assert.InRange(slept, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(62));
    }

    [ToolFact("psql")]
    public void A_server_that_is_down_is_waited_for()
    {
        var (exitCode, lastLine, _) = Parameters(port: 1, "max_connections=100");
        Assert.Equal(1, exitCode);
        Assert.StartsWith("The server is not as declared after 60s: it does not answer: ", lastLine, StringComparison.Ordinal);
    }

    private static (int ExitCode, string LastLine, TimeSpan Slept) Pods(string kubectl)
    {
        using var run = new StepRun();
        return run
            .WithProgram("kubectl", kubectl)
            .With("CLUSTER", "postgres")
            .With("INSTANCES", "2")
            .With("IMAGE", Image)
            .With("RESOURCES", "1 4 4Gi 4Gi")
            .With("DEADLINE", "60")
            .Run("rollout-pods.sh");
    }

    private static (int ExitCode, string LastLine, TimeSpan Slept) Parameters(int port, params string[] parameters)
    {
        using var run = new StepRun();
        return run
            .With("PGHOST", "127.0.0.1")
            .With("PGPORT", $"{port}")
            .With("PGUSER", "shop")
            .With("PGDATABASE", "shop")
            .With("PARAMETERS", string.Join('\n', parameters))
            .With("DEADLINE", "60")
            .Run("rollout-parameters.sh");
    }
}
