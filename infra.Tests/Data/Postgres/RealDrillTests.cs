using Infra.Tests.Platform.Steps;
using Infra.Tests.SettingsTests;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>The restore drill as it is rendered, of a real backup that barman-cloud restores, whole and damaged.</summary>
public sealed class RealDrillTests
{
    private const string Bucket = $"store:{RunningS3.Bucket}/reference/postgres-aaaaaa";

    [ToolFact(
        RunningS3.Module,
        "rclone",
        "kubectl",
        "initdb",
        "pg_ctl",
        "psql",
        "setpriv --clear-groups true",
        "barman-cloud-backup",
        "barman-cloud-restore")]
    public async Task It_passes_on_what_barman_restores_and_finds_a_truncated_backup_and_a_missing_segment()
    {
        using var store = await RunningS3.StartAsync();
        var plan = await PlanAsync();
        using var live = BarmanPostgres.Initialize(store, plan, "postgres");
        live.Query("CREATE TABLE orders AS SELECT generate_series(1, 1000) AS number");
        live.Query(
            "CREATE SCHEMA recovery_drill; CREATE TABLE recovery_drill.heartbeat (single boolean PRIMARY KEY, at timestamptz); "
                + "INSERT INTO recovery_drill.heartbeat VALUES (true, now() - interval '30 h')");
        live.BackUp();
        await live.ArchiveAsync();
        live.Query("UPDATE recovery_drill.heartbeat SET at = now()");
        await live.ArchiveAsync();

        var archived = store.Objects("reference/");
        var (exitCode, lastLine) = await DrillAsync(store, plan, live);
        Assert.Matches("^Restored within [0-9]+s: migration unknown, 1000 rows, the newest [0-9]+s old, 0 further checks\\.$", lastLine);
        Assert.Equal(0, exitCode);
        Assert.Equal(archived, store.Objects("reference/"));

        // Without the last segment it serves, and has lost what was written since.
        var segments = store.Objects("reference/postgres-aaaaaa/wals/");
        store.Rclone("deletefile", $"{Bucket}/wals/{segments[^1]}");
        (exitCode, lastLine) = await DrillAsync(store, plan, live);
        Assert.Matches("^The newest row of the restored database was 1[0-9]{5}s old when the drill began; the recovery point ", lastLine);
        Assert.Equal(1, exitCode);

        // Without the one that the base backup ends in, it does not.
        foreach (var segment in segments.Skip(1).SkipLast(1).Where(segment => !segment.EndsWith(".backup.gz", StringComparison.Ordinal)))
            store.Rclone("deletefile", $"{Bucket}/wals/{segment}");
        (exitCode, lastLine) = await DrillAsync(store, plan, live);
        Assert.StartsWith("The newest backup could not be restored: Cluster is unrecoverable", lastLine, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);

        Truncate(store);
        (exitCode, lastLine) = await DrillAsync(store, plan, live);
        Assert.StartsWith("The newest backup could not be restored: Cluster is unrecoverable", lastLine, StringComparison.Ordinal);
        Assert.Contains("barman-cloud-restore", lastLine, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }

    // The operator is played: it restores what it is told to with the tools that its plugin has.
    private static async Task<(int ExitCode, string LastLine)> DrillAsync(RunningS3 store, Plan plan, BarmanPostgres live)
    {
        Task<BarmanPostgres>? restoring = null;
        var port = FreePort.Find();
        using var cluster = new DrilledCluster(made =>
        {
            restoring ??= Task.Run(() => BarmanPostgres.RecoverAsync(store, plan, "postgres", made["spec"]!, port));
            return restoring switch
            {
                { IsCompletedSuccessfully: true } => DrilledCluster.Serving,
                { IsFaulted: true, Exception: var exception } => DrilledCluster.Status(
                    "Cluster is unrecoverable and needs manual intervention",
                    exception.InnerException!.Message),
                _ => DrilledCluster.Status("Setting up primary"),
            };
        });
        using var run = new StepRun();
        await File.WriteAllTextAsync(run.PathOf("config"), cluster.KubeConfig);
        var variables = PodTemplate.Of(plan.Find("CronJob postgres-drill"))!.Spec.Items("containers").Single().Items("env");
        foreach (var variable in variables.Where(variable => variable.At("valueFrom") is null))
            run.With(variable.Text("name"), variable.Text("value"));
        run.With("KUBECONFIG", run.PathOf("config"))
            .With("TOOLS", run.PathOf("bin"))
            .With("HOME", run.PathOf("."))
            .With("POD", "drill-x1")
            .With("POD_UID", "0a1b")
            .With("PGUSER", "postgres")
            .With("PGDATABASE", "postgres")
            .With("PGSSLMODE", "disable")
            .With("LIVE", $"host=127.0.0.1 port={live.Port}")
            .With("RESTORED", $"host=127.0.0.1 port={port}")
            .WithLibrary("scratch-cluster.sh")
            .WithProgram("sleep", "exec /bin/sleep 0.5");
        try
        {
            var (exitCode, lastLine, _) = run.Run("postgres-drill.sh");
            Assert.False(cluster.IsThere);
            return (exitCode, lastLine);
        }
        finally
        {
            if (restoring is { IsCompletedSuccessfully: true })
                (await restoring).Dispose();
        }
    }

    private static void Truncate(RunningS3 store)
    {
        using var folder = new ScratchFolder();
        var data = Assert.Single(
            store.Objects("reference/postgres-aaaaaa/base/"),
            name => name.EndsWith("/data.tar.gz", StringComparison.Ordinal));
        store.Rclone("copyto", $"{Bucket}/base/{data}", folder.PathOf("data"));
        using (var file = File.OpenWrite(folder.PathOf("data")))
            file.SetLength(file.Length / 2);
        store.Rclone("copyto", folder.PathOf("data"), $"{Bucket}/base/{data}");
    }

    // The token is one that an engine would have made.
    private static async Task<Plan> PlanAsync()
    {
        var settings = Project.LoadText(
            "dev",
            StackText.Of($"infra:objectStorage: {{destination: 's3://{RunningS3.Bucket}/reference'}}"));
        var run = new StackRun
        {
            Settings = settings,
            Answer = args => args.Name == "postgres-incarnation" ? new() { ["result"] = "aaaaaa" } : null,
        };
        return (await run.RunAsync()).Plan;
    }
}
