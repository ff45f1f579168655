using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Data.Postgres;

/// <summary>The script of the restore drill, with real databases, kubectl, and an API server that a test plays.</summary>
public sealed class PostgresDrillScriptTests(DrillDatabases databases) : IClassFixture<DrillDatabases>
{
    private const string Heartbeat = "SELECT extract(epoch FROM max(at))::bigint FROM recovery_drill.heartbeat";

    [ToolFact("initdb", "pg_ctl", "psql", "kubectl", "setpriv --clear-groups true")]
    public void What_is_restored_as_promised_passes_and_is_removed()
    {
        using var cluster = new DrilledCluster(_ => DrilledCluster.Serving);
        using var run = Drill(cluster, "good").With("CHECKS", "SELECT count(*) >= 1000 FROM app.orders\nSELECT true");
        var (exitCode, lastLine, _) = run.Run("postgres-drill.sh");
        Assert.Matches("^Restored within [0-9]+s: migration 7f2a, 1001 rows, the newest 1[0-9][0-9]s old, 2 further checks\\.$", lastLine);
        Assert.Equal((0, false), (exitCode, cluster.IsThere));
        var made = Assert.Single(cluster.Made);
        Assert.Equal(
            ("postgresql.cnpg.io/v1", "Cluster", DrilledCluster.Name, 1),
            (made.Text("apiVersion"), made.Text("kind"), made.Text("metadata.name"), made.Number("spec.instances")));
        // It goes with the pod of the run, at the latest.
        var owner = Assert.Single(made.Items("metadata.ownerReferences"));
        Assert.Equal(
            ("v1", "Pod", "drill-x1", "0a1b"),
            (owner.Text("apiVersion"), owner.Text("kind"), owner.Text("name"), owner.Text("uid")));
    }

    [ToolFact("initdb", "pg_ctl", "psql", "kubectl", "setpriv --clear-groups true")]
    public void A_run_ends_when_the_volumes_are_gone_too_which_the_next_one_would_find()
    {
        using var cluster = new DrilledCluster(_ => DrilledCluster.Serving) { VolumesStay = 3 };
        using var run = Drill(cluster, "good");
        var (exitCode, lastLine, slept) = run.Run("postgres-drill.sh");
        // One look finds the cluster, and three its volume.
        Assert.Equal((0, TimeSpan.FromSeconds(8)), (exitCode, slept));
        Assert.StartsWith("Restored within ", lastLine, StringComparison.Ordinal);

        using var stays = new DrilledCluster(_ => DrilledCluster.Serving) { VolumesStay = int.MaxValue };
        using var other = Drill(stays, "good").WithProgram("sleep", "echo $(($(cat \"$CLOCK\") + 500)) >\"$CLOCK\"");
        Assert.Equal(
            (1, "Cluster postgres-drill was restored and could not be removed: persistentvolumeclaim/postgres-drill-1"),
            other.Run("postgres-drill.sh") is var (code, said, _) ? (code, said) : default);
        Assert.False(stays.IsThere);
    }

    [ToolTheory("initdb", "pg_ctl", "psql", "kubectl", "setpriv --clear-groups true")]
    [InlineData("empty", "", "^The restored database holds 0 rows, which are fewer than 1\\.$")]
    [InlineData("old", "", "^The restored database is at migration 41c0, and the live one at 7f2a\\.$")]
    [InlineData(
        "stale",
        "",
        "^The newest row of the restored database was 7[0-9]{3}s old when the drill began; the recovery point is 900s\\.$")]
    [InlineData("never_beaten", "", "^The restored database has no newest row: SELECT .*heartbeat gives nothing\\.$")]
    [InlineData(
        "good",
        "SELECT true\nSELECT count(*) > 5000 FROM app.orders",
        "^The check SELECT count\\(\\*\\) > 5000 FROM app\\.orders gave f, not true\\.$")]
    [InlineData("good", "SELECT true WHERE false", "^The check SELECT true WHERE false gave nothing, not true\\.$")]
    [InlineData("good", "SELECT gone FROM app.orders", "^The check SELECT gone FROM app\\.orders failed: ERROR:  column \"gone\" ")]
    [InlineData(
        "good",
        "DELETE FROM app.orders",
        "^The check DELETE .* failed: ERROR:  cannot execute DELETE in a read-only transaction$")]
    public void What_is_not_as_promised_fails_with_the_reason_and_is_removed(string restored, string checks, string reason)
    {
        using var cluster = new DrilledCluster(_ => DrilledCluster.Serving);
        using var run = Drill(cluster, restored).With("CHECKS", checks);
        var (exitCode, lastLine, _) = run.Run("postgres-drill.sh");
        Assert.Matches(reason, lastLine);
        Assert.Equal((1, 1, false), (exitCode, cluster.Made.Count, cluster.IsThere));
    }

    [ToolFact("initdb", "pg_ctl", "psql", "kubectl", "setpriv --clear-groups true")]
    public void A_migration_is_asked_for_as_the_definition_says()
    {
        using var cluster = new DrilledCluster(_ => DrilledCluster.Serving);
        using var run = Drill(cluster, "old").With("MIGRATION", "SELECT 'schema ' || count(*) FROM app.orders");
        var (exitCode, lastLine, _) = run.Run("postgres-drill.sh");
        Assert.Contains(": migration schema 1000, ", lastLine, StringComparison.Ordinal);
        Assert.Equal((0, false), (exitCode, cluster.IsThere));
    }

    [ToolFact("initdb", "pg_ctl", "psql", "kubectl", "setpriv --clear-groups true")]
    public void One_that_never_comes_up_is_waited_for_named_and_removed()
    {
        using var cluster = new DrilledCluster(_ => DrilledCluster.Status("Setting up primary", "Creating primary instance"));
        using var run = Drill(cluster, "good").With("DEADLINE", "60");
        var (exitCode, lastLine, slept) = run.Run("postgres-drill.sh");
        Assert.Equal(
            (1, "The newest backup does not serve after 60s: Setting up primary|Creating primary instance", false),
            (exitCode, lastLine, cluster.IsThere));
        Assert.InRange(slept, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(70));
    }

    [ToolFact("initdb", "pg_ctl", "psql", "kubectl", "setpriv --clear-groups true")]
    public void One_that_the_operator_gives_up_ends_it_at_once()
    {
        using var cluster = new DrilledCluster(_ => DrilledCluster.Status(
            "Cluster is unrecoverable and needs manual intervention",
            "job postgres-drill-1-full-recovery failed"));
        using var run = Drill(cluster, "good");
        var (exitCode, lastLine, slept) = run.Run("postgres-drill.sh");
        Assert.Equal(
            (
                1,
                "The newest backup could not be restored: Cluster is unrecoverable and needs manual intervention|"
                    + "job postgres-drill-1-full-recovery failed",
                false),
            (exitCode, lastLine, cluster.IsThere));
        Assert.InRange(slept, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [ToolFact("initdb", "pg_ctl", "psql", "kubectl", "setpriv --clear-groups true")]
    public void One_that_is_deleted_meanwhile_or_may_not_be_made_ends_it()
    {
        DrilledCluster? deleted = null;
        using (deleted = new DrilledCluster(_ =>
        {
            deleted!.Delete();
            return DrilledCluster.Serving;
        }))
        using (var run = Drill(deleted, "good"))
        {
            var (exitCode, lastLine, _) = run.Run("postgres-drill.sh");
            Assert.Equal((1, "Cluster postgres-drill is gone: somebody deleted it while it was restored."), (exitCode, lastLine));
        }

        using var forbidden = new DrilledCluster(_ => DrilledCluster.Serving) { IsForbidden = true };
        using var other = Drill(forbidden, "good");
        var (code, line, _) = other.Run("postgres-drill.sh");
        Assert.Equal(1, code);
        Assert.StartsWith("Cluster postgres-drill could not be made: ", line, StringComparison.Ordinal);
        Assert.EndsWith("clusters is forbidden: no right", line, StringComparison.Ordinal);
    }

    [ToolTheory("initdb", "pg_ctl", "psql", "kubectl", "setpriv --clear-groups true")]
    [InlineData("Setting up primary", "")]
    [InlineData("", "SELECT pg_sleep(60) IS NOT NULL")]
    public async Task Told_to_end_it_removes_the_cluster_at_once(string phase, string checks)
    {
        using var cluster = new DrilledCluster(_ => phase.Length > 0 ? DrilledCluster.Status(phase) : DrilledCluster.Serving);
        using var run = Drill(cluster, "good").With("CHECKS", checks).WithProgram("sleep", "exec /bin/sleep 0.1");
        using var process = run.Start("postgres-drill.sh");
        await Waiting.UntilAsync(() => Task.FromResult(cluster.IsThere), () => "It makes no cluster.");
        // It waits, or asks for what takes a minute.
        await Task.Delay(500);
        var waited = Stopwatch.StartNew();
        Signal(process, "TERM");
        var (exitCode, lastLine) = StepRun.End(process);
        Assert.Equal((1, "It was told to end after 0s.", false), (exitCode, lastLine, cluster.IsThere));
        Assert.InRange(waited.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    [ToolFact("initdb", "pg_ctl", "psql", "kubectl", "setpriv --clear-groups true")]
    public async Task What_a_run_that_was_killed_has_left_is_removed_by_the_next_one()
    {
        var isServing = false;
        using var cluster = new DrilledCluster(_ => isServing ? DrilledCluster.Serving : DrilledCluster.Status("Setting up primary"));
        using (var killed = Drill(cluster, "good").WithProgram("sleep", "exec /bin/sleep 0.1"))
        using (var process = killed.Start("postgres-drill.sh"))
        {
            await Waiting.UntilAsync(() => Task.FromResult(cluster.IsThere), () => "It makes no cluster.");
            Signal(process, "KILL");
            await process.WaitForExitAsync();
        }

        Assert.True(cluster.IsThere);
        isServing = true;
        using var next = Drill(cluster, "good");
        var (exitCode, lastLine, _) = next.Run("postgres-drill.sh");
        Assert.StartsWith("Restored within ", lastLine, StringComparison.Ordinal);
        Assert.Equal((0, 2, false), (exitCode, cluster.Made.Count, cluster.IsThere));
    }

    [ToolFact("initdb", "pg_ctl", "psql", "setpriv --clear-groups true")]
    public void The_time_is_written_by_the_owner_and_is_one_row_however_often()
    {
        using var server = ArchivingPostgres.Start();
        var times = new List<string>();
        for (var turn = 0; turn < 2; turn++)
        {
            using var run = new StepRun();
            var (exitCode, lastLine, slept) = run
                .With("PGHOST", "127.0.0.1")
                .With("PGPORT", $"{server.Port}")
                .With("PGUSER", "shop")
                .With("PGDATABASE", "shop")
                .With("DEADLINE", "60")
                .Run("postgres-heartbeat.sh");
            Assert.Equal((0, "The time is written.", TimeSpan.Zero), (exitCode, lastLine, slept));
            times.Add(server.Ask("shop", "shop", "SELECT count(*), max(at) FROM recovery_drill.heartbeat"));
        }

        Assert.All(times, time => Assert.StartsWith("1|", time, StringComparison.Ordinal));
        Assert.NotEqual(times[0], times[1]);
        Assert.Matches("^[0-9]{10}$", server.Ask("shop", "shop", Heartbeat));
    }

    private static void Signal(Process process, string signal)
        => Assert.Equal(0, Tool.Run("kill", "", $"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)).ExitCode);

    private StepRun Drill(DrilledCluster cluster, string restored)
    {
        var run = new StepRun();
        File.WriteAllText(run.PathOf("config"), cluster.KubeConfig);
        return run
            .With("KUBECONFIG", run.PathOf("config"))
            .WithLibrary("scratch-cluster.sh")
            .With("TOOLS", run.PathOf("bin"))
            .With("PGUSER", "shop")
            .With("SCRATCH", DrilledCluster.Name)
            .With("SPEC", new JsonObject { ["instances"] = 1 }.ToJsonString())
            .With("POD", "drill-x1")
            .With("POD_UID", "0a1b")
            .With("LIVE", $"host=127.0.0.1 port={databases.Port} dbname=shop")
            .With("RESTORED", $"host=127.0.0.1 port={databases.Port} dbname={restored}")
            .With("MIGRATION", "")
            .With("MINIMUM_ROWS", "1")
            .With("NEWEST", Heartbeat)
            .With("RECOVERY_POINT", "900")
            .With("CHECKS", "")
            .With("DEADLINE", "600");
    }
}
