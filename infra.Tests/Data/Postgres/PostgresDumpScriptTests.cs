using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;

namespace Infra.Tests.Data.Postgres;

/// <summary>The script that dumps a database, with a real Postgres.</summary>
public sealed class PostgresDumpScriptTests
{
    private const string Content = """
        CREATE SCHEMA app;
        CREATE TABLE app.orders (id bigserial PRIMARY KEY, note text);
        INSERT INTO app.orders (note) SELECT md5(i::text) || repeat(md5((i * 7)::text), 20) FROM generate_series(1, 5000) AS i;
        SELECT lo_from_bytea(0, decode(repeat('ab', 100000), 'hex'));
        """;

    [ToolFact("initdb", "pg_ctl", "psql", "pg_dump", "pg_dumpall", "pg_restore", "setpriv --clear-groups true")]
    public void The_owner_dumps_the_whole_database_and_the_roles_without_a_password()
    {
        using var server = ArchivingPostgres.Start();
        server.Ask("shop", "shop", Content);
        server.Ask("postgres", "postgres", "CREATE ROLE reader LOGIN PASSWORD 'not-for-a-dump'; GRANT reader TO shop");
        using var run = new StepRun();
        var (exitCode, lastLine, slept) = Connected(run, server.Port).Run("postgres-dump.sh");
        Assert.Equal((0, TimeSpan.Zero), (exitCode, slept));
        Assert.Matches("^Database shop is dumped: 1 tables, [0-9]{5,} bytes\\.$", lastLine);
        Assert.Equal(["roles.sql", "shop.dump"], Files(run));

        var roles = File.ReadAllText(Path.Combine(Folder(run), "roles.sql"));
        Assert.Contains("CREATE ROLE reader;", roles, StringComparison.Ordinal);
        Assert.Contains("GRANT reader TO shop", roles, StringComparison.Ordinal);
        Assert.DoesNotContain("PASSWORD", roles, StringComparison.Ordinal);
        Assert.DoesNotContain("SCRAM-SHA-256", roles, StringComparison.Ordinal);

        // What is restored from it is what was there.
        server.Ask("postgres", "postgres", "CREATE DATABASE again OWNER shop");
        string[] again = ["-h", "127.0.0.1", "-p", $"{server.Port}", "-U", "shop", "-d", "again", "--exit-on-error"];
        var (restored, output, error) = Tool.Run("pg_restore", "", [.. again, Path.Combine(Folder(run), "shop.dump")]);
        Assert.True(restored == 0, output + error);
        const string Sum = "SELECT count(*), md5(string_agg(note, '' ORDER BY id)), (SELECT count(*) FROM pg_largeobject_metadata), "
            + "(SELECT last_value FROM app.orders_id_seq) FROM app.orders";
        Assert.Equal(server.Ask("shop", "shop", Sum), server.Ask("shop", "again", Sum));
    }

    [ToolFact("initdb", "pg_ctl", "psql", "pg_dump", "pg_dumpall", "pg_restore", "setpriv --clear-groups true")]
    public void What_breaks_off_leaves_no_dump_and_says_why()
    {
        using var server = ArchivingPostgres.Start();
        server.Ask("shop", "shop", Content);
        // The disk is full: no file may be larger than 32 blocks.
        AssertFails(server.Port, "ulimit -f 32; trap '' XFSZ", "", "The database could not be dumped: pg_dump: error: ");
        // The catalogue is there, and a part of the rows is not.
        AssertFails(server.Port, "", "truncate -s -2000 \"${3#--file=}\"", "The dump cannot be read to its end: pg_restore: error: ");
        AssertFails(server.Port, "", "echo no archive >\"${3#--file=}\"", "The dump has no catalogue: pg_restore: error: ");
        // A table that its owner may not read.
        server.Ask("postgres", "shop", "CREATE TABLE secrets (id int)");
        AssertFails(
            server.Port,
            "",
            "",
            "The database could not be dumped: pg_dump: error: query failed: ERROR:  permission denied for table secrets");
    }

    [ToolFact("psql")]
    public void A_server_that_is_not_there_is_waited_for_and_named()
    {
        using var run = new StepRun();
        var (exitCode, lastLine, slept) = Connected(run, port: 1).Run("postgres-dump.sh");
        Assert.Equal(1, exitCode);
        Assert.StartsWith("The database does not answer: ", lastLine, StringComparison.Ordinal);
        Assert.InRange(slept, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(62));
    }

    // Before and after the real program.
    private static void AssertFails(int port, string before, string after, string lastLine)
    {
        using var run = new StepRun();
        Connected(run, port).WithProgram("pg_dump", $"{before}\n{Tool.PathOf("pg_dump")} \"$@\" || exit 1\n{after}");
        var (exitCode, line, _) = run.Run("postgres-dump.sh");
        Assert.Equal(1, exitCode);
        Assert.StartsWith(lastLine, line, StringComparison.Ordinal);
        Assert.Empty(Files(run));
    }

    private static string Folder(StepRun run) => run.PathOf("dump");

    private static IEnumerable<string> Files(StepRun run)
        => Directory.EnumerateFiles(Folder(run)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    private static StepRun Connected(StepRun run, int port)
    {
        Directory.CreateDirectory(Folder(run));
        return run
            .With("PGHOST", "127.0.0.1")
            .With("PGPORT", $"{port}")
            .With("PGUSER", "shop")
            .With("PGDATABASE", "shop")
            .With("PGOPTIONS", "-c statement_timeout=30s")
            .With("FOLDER", Folder(run))
            .With("DEADLINE", "60");
    }
}
