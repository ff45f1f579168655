using Infra.Data.MySql;
using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;

namespace Infra.Tests.Data.MySql;

/// <summary>The scripts that load a dump and drill one, with dumps of a real MariaDB.</summary>
public sealed class MySqlLoadScriptTests(SharedMariaDb shared) : IClassFixture<SharedMariaDb>
{
    private const string Database = "loaded_data";
    private const string Password = "applicationPassword1";

    // MariaDB has other programs for the same.
    private const string ScratchServer = """
        case "$*" in
        *--initialize-insecure*)
          for option; do
            case $option in --datadir=*) folder=$option ;; esac
          done
          exec mariadb-install-db --no-defaults "$folder" --auth-root-authentication-method=normal --skip-test-db >/dev/null
          ;;
        *) exec mariadbd "$@" --user="$(id -un)" --innodb-buffer-pool-size=16M --innodb-log-file-size=8M ;;
        esac
        """;

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump", "gzip")]
    public async Task A_dump_of_MariaDB_is_loaded_once_and_nothing_is_loaded_over_data()
    {
        var server = await SetUpAsync();
        using var run = new StepRun();
        var tables = Dump(server, run, "shop.sql.gz");
        Empty(server);
        Assert.Equal((0, "dumps/shop.sql.gz is loaded into database loaded_data."), Load(run, server));
        Assert.Equal(tables, Sum(server));
        // Again, it is not loaded again; and nothing else is.
        server.RunAsRoot($"DELETE FROM {Database}.orders WHERE id = 1");
        Assert.Equal((0, "dumps/shop.sql.gz has been loaded before."), Load(run, server));
        Assert.NotEqual(tables, Sum(server));
        Assert.Equal(
            (1, "dumps/shop.sql.gz has been loaded into database loaded_data before: dumps/other.sql.gz would be mixed with it."),
            Load(run, server, "dumps/other.sql.gz"));

        Empty(server);
        server.RunAsRoot($"CREATE TABLE {Database}.mine (id INT)");
        Assert.Equal((1, "Database loaded_data holds 1 tables: a dump is loaded into an empty one only."), Load(run, server));
        Assert.Equal("mine", server.RunAsRoot($"SHOW TABLES IN {Database}"));
    }

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump", "gzip")]
    public async Task What_is_no_whole_dump_is_refused_before_anything_is_loaded()
    {
        var server = await SetUpAsync();
        using var run = new StepRun();
        Dump(server, run, "shop.sql.gz");
        Empty(server);
        var dump = run.PathOf("dumps/shop.sql.gz");
        var whole = await File.ReadAllBytesAsync(dump);
        await File.WriteAllBytesAsync(dump, whole[..(whole.Length / 2)]);
        var (exitCode, lastLine) = Load(run, server);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("The dump is damaged: ", lastLine, StringComparison.Ordinal);

        File.Delete(dump);
        Assert.Equal((1, $"There is no dump in {run.PathOf("dumps")}."), Load(run, server));
        await File.WriteAllTextAsync(run.PathOf("dumps/shop.sql"), "CREATE TABLE t (id INT);\n");
        Assert.Equal(
            (1, "The dump has no end: its last line is not the one that a dump which was completed has."),
            Load(run, server));
        Assert.Equal("", server.RunAsRoot($"SHOW TABLES IN {Database}"));
    }

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump", "gzip")]
    public async Task A_drill_restores_the_dump_into_a_server_of_its_own_and_tells_what_is_missing()
    {
        var server = await SetUpAsync();
        using var run = new StepRun();
        Dump(server, run, $"{Database}.sql.gz");
        Assert.Matches("^Restored within [0-9]+s: 1 tables, 500 rows\\.$", Drill(run, server, expected: 0));
        Assert.False(Directory.Exists(run.PathOf("scratch/data")));
        Assert.Equal("The restored database holds 500 rows, which are fewer than 501.", Drill(run, server, expected: 1, rows: "501"));

        server.RunAsRoot($"CREATE TABLE {Database}.later (id INT)");
        Assert.Equal("The restored database lacks tables of the live one: later ", Drill(run, server, expected: 1));

        var dump = run.PathOf($"dumps/{Database}.sql.gz");
        var whole = await File.ReadAllBytesAsync(dump);
        await File.WriteAllBytesAsync(dump, whole[..(whole.Length / 2)]);
        Assert.StartsWith("The newest dump could not be ", Drill(run, server, expected: 1), StringComparison.Ordinal);
    }

    private static string Drill(StepRun run, RunningMariaDb server, int expected, string rows = "1")
    {
        Directory.CreateDirectory(run.PathOf("scratch"));
        var (exitCode, lastLine, _) = Given(run)
            .WithProgram("mysqld", ScratchServer)
            .WithProgram("sleep", "exec /bin/sleep 0.5")
            .With("SCRATCH", run.PathOf("scratch"))
            .With("MINIMUM_ROWS", rows)
            .With("DEADLINE", "600")
            .Run("mysql-drill.sh", Options(server));
        Assert.True(exitCode == expected, lastLine);
        return lastLine;
    }

    private static (int ExitCode, string LastLine) Load(StepRun run, RunningMariaDb server, string load = "dumps/shop.sql.gz")
    {
        var (exitCode, lastLine, _) = Given(run).With("LOAD", load).With("DEADLINE", "60").Run("mysql-load.sh", Options(server));
        return (exitCode, lastLine);
    }

    private static IEnumerable<string> Options(RunningMariaDb server) => [.. server.Connect.Split(' ').Skip(1), $"--user={Database}"];

    private static StepRun Given(StepRun run) => run
        .WithProgram("mysql", "exec mariadb \"$@\"")
        .With("MYSQL_PWD", Password)
        .With("DATABASE", Database)
        .With("FOLDER", run.PathOf("dumps"));

    // As MariaDB's own program writes it, first line included.
    private static string Dump(RunningMariaDb server, StepRun run, string name)
    {
        Directory.CreateDirectory(run.PathOf("dumps"));
        var dump = server.ConnectRoot.Replace("mariadb ", "mariadb-dump ", StringComparison.Ordinal);
        RunningMariaDb.RunScript($"{dump} --single-transaction --hex-blob {Database} | gzip >{run.PathOf($"dumps/{name}")}");
        return Sum(server);
    }

    private static string Sum(RunningMariaDb server)
        => server.RunAsRoot($"SELECT count(*), sum(crc32(concat(id, note))) FROM {Database}.orders");

    private static void Empty(RunningMariaDb server) => server.RunAsRoot($"DROP DATABASE {Database}; CREATE DATABASE {Database}");

    // With the rights that the application's user has, and no others.
    private async Task<RunningMariaDb> SetUpAsync()
    {
        var server = await shared.Server.Value;
        server.RunAsRoot($"DROP DATABASE IF EXISTS {Database}");
        RunningMariaDb.RunScript(
            $"{server.ConnectRoot} <<SQL\n{MySqlAccounts.Statements(Database, requiresTls: false)}\nSQL",
            (MySqlAccounts.PasswordVariable, Password),
            (MySqlAccounts.MonitorPasswordVariable, "monitorPassword1"));
        server.RunAsRoot(
            $"USE {Database}; CREATE TABLE orders (id INT PRIMARY KEY, note TEXT); "
                + "INSERT INTO orders SELECT seq, concat('ordered at ', md5(seq)) FROM seq_1_to_500");
        return server;
    }
}
