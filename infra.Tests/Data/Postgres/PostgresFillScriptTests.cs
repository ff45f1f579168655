using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;
using Infra.Values;

namespace Infra.Tests.Data.Postgres;

/// <summary>The script that fills a database with a masked copy of another stack's, with real databases and kubectl.</summary>
public sealed class PostgresFillScriptTests
{
    private const string Planted = "ana.souza@planted.example";
    private const string Users = "users\temail\tUPDATE users SET email = 'user' || id || '@example.com'";

    [ToolFact("initdb", "pg_ctl", "psql", "pg_dump", "kubectl", "setpriv --clear-groups true")]
    public void What_is_personal_is_neither_in_tables_nor_in_files_nor_in_the_archive()
    {
        using var restored = Restored();
        using var target = ArchivingPostgres.Start();
        using var cluster = new DrilledCluster(_ => DrilledCluster.Serving);
        // Drills write on both sides.
        const string Heartbeat = "CREATE SCHEMA recovery_drill; CREATE TABLE recovery_drill.heartbeat (at timestamptz)";
        restored.Query(Heartbeat);
        target.Query(Heartbeat);
        Assert.True(restored.Holds(Planted));
        var (exitCode, said) = Filled(cluster, restored, target, Users);
        Assert.Equal("1 tables are masked. 2 tables are brought over.", said);
        Assert.Equal((0, false), (exitCode, cluster.IsThere));
        Assert.Equal("user1@example.com\nuser2@example.com", target.Query("SELECT email FROM users ORDER BY id"));
        Assert.Equal("1000", target.Query("SELECT count(*) FROM orders"));
        // The next number is not one that is there.
        Assert.Equal("1001", target.Query("INSERT INTO orders (note) VALUES ('new') RETURNING id"));
        target.Query("SELECT pg_logical_emit_message(false, 'fill', repeat(' ', 17000000))");
        Assert.False(target.Holds(Planted));
        Assert.NotEmpty(target.Archived);

        // Once is enough, also where somebody runs it again.
        Assert.Equal((0, "It has been filled before."), Filled(cluster, restored, target, Users));
        Assert.Single(cluster.Made);
    }

    [ToolFact("initdb", "pg_ctl", "psql", "pg_dump", "kubectl", "setpriv --clear-groups true")]
    public void A_database_with_something_in_it_is_left_as_it_is()
    {
        using var restored = Restored();
        using var target = ArchivingPostgres.Start();
        target.Query("CREATE TABLE kept (id int); INSERT INTO kept VALUES (1)");
        using var cluster = new DrilledCluster(_ => DrilledCluster.Serving);
        Assert.Equal(
            (1, "The database is not empty, and is left as it is: it has public.kept."),
            Filled(cluster, restored, target, Users));
        Assert.Empty(cluster.Made);
        Assert.Equal("1", target.Query("SELECT id FROM kept"));
    }

    [ToolFact("initdb", "pg_ctl", "psql", "pg_dump", "kubectl", "setpriv --clear-groups true")]
    public void One_that_was_cut_off_after_all_was_brought_is_done()
    {
        using var restored = Restored();
        using var target = ArchivingPostgres.Start();
        using var cluster = new DrilledCluster(_ => DrilledCluster.Serving);
        target.Query("CREATE TABLE users (id int); COMMENT ON DATABASE shop IS 'being filled by 0a1b2c3d'");
        Assert.Equal(
            (0, "It has been filled by an earlier run, which ended before it could say so."),
            Filled(cluster, restored, target, Users));
        Assert.Equal((0, "It has been filled before."), Filled(cluster, restored, target, Users));
        Assert.Empty(cluster.Made);
    }

    [ToolTheory("initdb", "pg_ctl", "psql", "pg_dump", "kubectl", "setpriv --clear-groups true")]
    [InlineData(
        "orders\tnote\tUPDATE orders SET note = 'x'",
        "Nothing masks these columns, which look like personal data: users.email")]
    [InlineData(Users + " WHERE id = 2", "Nothing is masked: *rows of users hold in email what they held before")]
    public void What_is_not_masked_is_not_brought_over(string mask, string reason)
    {
        using var restored = Restored();
        using var target = ArchivingPostgres.Start();
        using var cluster = new DrilledCluster(_ => DrilledCluster.Serving);
        var (exitCode, said) = Filled(cluster, restored, target, mask);
        Assert.Equal((1, false), (exitCode, cluster.IsThere));
        Assert.StartsWith(reason.Split('*')[0], said, StringComparison.Ordinal);
        Assert.EndsWith(reason.Split('*')[^1], said, StringComparison.Ordinal);
        Assert.Equal("", target.Query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"));
        Assert.False(target.Holds(Planted));
    }

    [ToolFact("initdb", "pg_ctl", "psql", "pg_dump", "kubectl", "setpriv --clear-groups true")]
    public void A_backup_that_cannot_be_restored_is_named_and_its_cluster_removed()
    {
        using var restored = Restored();
        using var target = ArchivingPostgres.Start();
        using var cluster = new DrilledCluster(_ => DrilledCluster.Status("Cluster is unrecoverable", "job failed"));
        var (exitCode, said) = Filled(cluster, restored, target, Users);
        Assert.Equal((1, false), (exitCode, cluster.IsThere));
        Assert.StartsWith("The backup could not be restored: Cluster is unrecoverable", said, StringComparison.Ordinal);
    }

    private static ArchivingPostgres Restored()
    {
        var server = ArchivingPostgres.Start();
        server.Query($"""
            CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL);
            INSERT INTO users VALUES (1, '{Planted}'), (2, 'b@planted.example');
            CREATE TABLE orders (id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, note text);
            INSERT INTO orders (note) SELECT 'order ' || i FROM generate_series(1, 1000) AS i;
            COMMENT ON TABLE orders IS 'what is ordered';
            """);
        return server;
    }

    // Both are on this host, and told apart by their ports: the host that the script asks is that of a program of its own.
    private static (int ExitCode, string Said) Filled(
        DrilledCluster cluster,
        ArchivingPostgres restored,
        ArchivingPostgres target,
        params string[] masks)
    {
        using var run = new StepRun();
        File.WriteAllText(run.PathOf("config"), cluster.KubeConfig);
        foreach (var program in new[] { "psql", "pg_dump" })
        {
            run.WithProgram(program, $$"""
                [ "${PGHOST:-}" != scratch ] || export PGHOST=127.0.0.1 PGPORT={{restored.Port}}
                exec {{Tool.PathOf(program)}} "$@"
                """);
        }

        var (exitCode, said, _) = run
            .With("KUBECONFIG", run.PathOf("config"))
            .With("TOOLS", run.PathOf("bin"))
            .With("SCRATCH", DrilledCluster.Name)
            .With("SPEC", "{}")
            .With("POD", "fill-x1")
            .With("POD_UID", "0a1b")
            .With("PGHOST", "127.0.0.1")
            .With("PGPORT", $"{target.Port}")
            .With("PGUSER", "shop")
            .With("PGDATABASE", "shop")
            .With("RESTORED", $"host=127.0.0.1 port={restored.Port} dbname=shop")
            .With("SOURCE", "scratch")
            .With("MASK", EmbeddedFile.Read("mask.sh"))
            .With("MASKS", string.Join('\n', masks))
            .With("PERSONAL", "(^|_)e?mail(_|$)")
            .With("KEPT", "")
            .With("HASH", "0a1b2c3d")
            .With("DEADLINE", "600")
            .WithLibrary("scratch-cluster.sh")
            .Run("postgres-fill.sh");
        return (exitCode, said);
    }
}
