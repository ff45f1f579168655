using Infra.Data.MySql;
using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;

namespace Infra.Tests.Data.MySql;

/// <summary>The script that dumps a database, with a real MariaDB.</summary>
public sealed class MySqlDumpScriptTests(SharedMariaDb shared) : IClassFixture<SharedMariaDb>
{
    private const string Database = "dumped_data";
    private const string Password = "applicationPassword1";

    // MariaDB's knows nothing of the identifiers of transactions, and writes a first line for its own client.
    private const string MariaDbDump = """
        for option; do
          shift
          case $option in
          --set-gtid-purged=OFF) ;;
          *) set -- "$@" "$option" ;;
          esac
        done
        mariadb-dump "$@"
        """;

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump", "gzip")]
    public async Task A_dump_is_whole_and_restores_what_was_there()
    {
        var server = await SetUpAsync();
        using var run = new StepRun();
        var (exitCode, lastLine, slept) = Run(run, server, MariaDbDump);
        Assert.Equal((0, TimeSpan.Zero), (exitCode, slept));
        Assert.Matches($"^Database {Database} is dumped: [0-9]{{4,}} bytes\\.$", lastLine);

        var before = Sum(server);
        server.RunAsRoot($"DROP DATABASE {Database}; CREATE DATABASE {Database}");
        RunningMariaDb.RunScript($"gzip -dc {Dump(run)} | {server.ConnectRoot} {Database}");
        Assert.Equal(before, Sum(server));
        Assert.Equal("1001\t2000", server.RunAsRoot($"SELECT count(*), max(id) FROM {Database}.seen"));
        Assert.Equal(
            "upper_case\tcount_all",
            server.RunAsRoot(
                "SELECT trigger_name, routine_name FROM information_schema.triggers JOIN information_schema.routines "
                    + $"ON trigger_schema = routine_schema WHERE trigger_schema = '{Database}'"));
    }

    [ToolTheory("mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump", "gzip")]
    [InlineData($"({MariaDbDump}) | head -c 20000\nexit 2", "to its end: .*It ended with 2\\. $")]
    [InlineData($"({MariaDbDump}) | head -c 20000", "to its end: .*$")]
    [InlineData($"{MariaDbDump}\nexit 3", "dumped: It ended with 3\\. $")]
    public async Task What_breaks_off_leaves_no_dump_and_says_why(string dump, string reason)
    {
        var server = await SetUpAsync();
        using var run = new StepRun();
        var (exitCode, lastLine, _) = Run(run, server, dump);
        Assert.Equal(1, exitCode);
        Assert.Matches($"^The database could not be .*{reason}", lastLine);
        Assert.False(File.Exists(Dump(run)));
    }

    [ToolFact("mariadb")]
    public void A_server_that_is_not_there_is_waited_for_and_named()
    {
        using var run = new StepRun();
        string[] nowhere = ["--no-defaults", "--protocol=tcp", "--host=127.0.0.1", "--port=1"];
        var (exitCode, lastLine, slept) = Given(run).Run("mysql-dump.sh", nowhere);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("The database does not answer: ERROR ", lastLine, StringComparison.Ordinal);
        Assert.InRange(slept, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(62));
    }

    private static (int ExitCode, string LastLine, TimeSpan Slept) Run(StepRun run, RunningMariaDb server, string dump)
        => Given(run)
            .WithProgram("mysqldump", dump)
            .Run("mysql-dump.sh", [.. server.Connect.Split(' ').Skip(1), $"--user={Database}"]);

    private static StepRun Given(StepRun run) => run
        .WithProgram("mysql", "exec mariadb \"$@\"")
        .With("MYSQL_PWD", Password)
        .With("DATABASE", Database)
        .With("FOLDER", run.PathOf("."))
        .With("DEADLINE", "60");

    private static string Dump(StepRun run) => run.PathOf($"{Database}.sql.gz");

    private static string Sum(RunningMariaDb server)
        => server.RunAsRoot($"SELECT count(*), sum(crc32(concat(id, note, hex(bytes)))) FROM {Database}.orders");

    // With the rights that the application's user has, and no others.
    private async Task<RunningMariaDb> SetUpAsync()
    {
        var server = await shared.Server.Value;
        RunningMariaDb.RunScript(
            $"{server.ConnectRoot} <<SQL\n{MySqlAccounts.Statements(Database, requiresTls: false)}\nSQL",
            (MySqlAccounts.PasswordVariable, Password),
            (MySqlAccounts.MonitorPasswordVariable, "monitorPassword1"));
        var made = server.Run(
            Database,
            Password,
            $"""
            USE {Database};
            CREATE OR REPLACE TABLE orders (id INT PRIMARY KEY, note TEXT, bytes BLOB);
            INSERT INTO orders SELECT seq, concat('ordered at ', seq, ' – ', md5(seq)), unhex(md5(seq)) FROM seq_1_to_2000;
            CREATE OR REPLACE VIEW seen AS SELECT id FROM orders WHERE id >= 1000;
            CREATE OR REPLACE TRIGGER upper_case BEFORE INSERT ON orders FOR EACH ROW SET NEW.note = upper(NEW.note);
            CREATE OR REPLACE PROCEDURE count_all() SELECT count(*) FROM orders;
            """);
        Assert.True(made.IsDone, made.Message);
        return server;
    }
}
