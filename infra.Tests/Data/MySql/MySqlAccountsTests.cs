using System.Text.RegularExpressions;
using Infra.Data.MySql;
using Infra.Tests.Support;
using MySqlConnector;

namespace Infra.Tests.Data.MySql;

/// <summary>What the accounts may do, and that nothing more is left to them, tried on a real server.</summary>
public sealed partial class MySqlAccountsTests(SharedMariaDb shared) : IClassFixture<SharedMariaDb>
{
    private const string Database = "graph_data";
    private const string Password = "applicationPassword1";
    private const string MonitorPassword = "monitorPassword1";

    // To log in, to use a database, a table, or what only administrators do.
    private static readonly MySqlErrorCode?[] Refusals =
    [
        MySqlErrorCode.AccessDenied,
        MySqlErrorCode.DatabaseAccessDenied,
        MySqlErrorCode.TableAccessDenied,
        MySqlErrorCode.SpecifiedAccessDeniedError,
    ];

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb")]
    public async Task The_application_does_as_it_likes_in_its_database()
    {
        var server = await SetUpAsync();
        AssertAllowed(
            server,
            "CREATE TABLE t (id INT PRIMARY KEY); INSERT INTO t VALUES (1); CREATE VIEW v AS SELECT id FROM t; "
                + "ALTER TABLE t ADD COLUMN n TEXT; DROP VIEW v; DROP TABLE t;");
        Assert.Equal(
            "utf8mb4",
            server.RunAsRoot($"SELECT default_character_set_name FROM information_schema.schemata WHERE schema_name = '{Database}'"));
    }

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb")]
    public async Task The_application_does_nothing_outside_its_database()
    {
        var server = await SetUpAsync();
        // In the name that privileges are granted on, an underscore that is not escaped means any character.
        server.RunAsRoot(
            "CREATE DATABASE graphXdata; CREATE TABLE graphXdata.t (id INT); CREATE DATABASE other; CREATE TABLE other.t (id INT)");

        Assert.All(
            [
                "SELECT * FROM mysql.global_priv",
                "SELECT * FROM other.t",
                "SELECT * FROM graphXdata.t",
                "INSERT INTO graphXdata.t VALUES (1)",
                "CREATE DATABASE mine",
                "DROP DATABASE other",
                "CREATE USER 'friend'@'%' IDENTIFIED BY 'x'",
                $"GRANT SELECT ON {Database}.* TO 'exporter'@'127.0.0.1'",
                "SET GLOBAL max_connections = 1",
                "SELECT 1 INTO OUTFILE '/tmp/out'",
                "SHUTDOWN",
                "FLUSH PRIVILEGES",
            ],
            statement => AssertRefused(server.Run(Database, Password, $"USE {Database}; {statement}")));
        Assert.Equal(["USAGE ON *.*", @"ALL PRIVILEGES ON `graph\_data`.*"], Grants(server, $"'{Database}'@'%'"));
    }

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb")]
    public async Task The_application_does_not_connect_without_TLS_or_with_another_password()
    {
        var server = await SetUpAsync();
        Assert.True(server.Run(Database, Password, "SELECT 1").IsDone);
        AssertRefused(server.Run(Database, Password, "SELECT 1", isEncrypted: false));
        AssertRefused(server.Run(Database, "another", "SELECT 1"));
        AssertRefused(server.Run(Database, "", "SELECT 1"));
    }

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb")]
    public async Task Another_run_ends_with_the_password_of_now_and_exactly_these_privileges()
    {
        var server = await SetUpAsync();
        AssertAllowed(server, "CREATE TABLE t (id INT); INSERT INTO t VALUES (7);");
        server.RunAsRoot(
            $"GRANT ALL PRIVILEGES ON *.* TO '{Database}'@'%' WITH GRANT OPTION; GRANT ALL PRIVILEGES ON *.* TO 'exporter'@'127.0.0.1'");

        SetUp(server, "applicationPassword2", "monitorPassword2");

        AssertRefused(server.Run(Database, Password, "SELECT 1"));
        AssertRefused(server.Run(MySqlAccounts.MonitorUser, MonitorPassword, "SELECT 1"));
        Assert.Equal("7", server.Run(Database, "applicationPassword2", $"SELECT id FROM {Database}.t").Output);
        Assert.Equal(["USAGE ON *.*", @"ALL PRIVILEGES ON `graph\_data`.*"], Grants(server, $"'{Database}'@'%'"));
        Assert.Equal(["PROCESS, BINLOG MONITOR ON *.*", "SELECT ON `performance_schema`.*"], Grants(server, "'exporter'@'127.0.0.1'"));
        AssertRefused(server.Run(Database, "applicationPassword2", "SELECT 1", isEncrypted: false));
    }

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb")]
    public async Task The_exporter_sees_what_the_server_does_and_no_data()
    {
        var server = await SetUpAsync();
        AssertAllowed(server, "CREATE TABLE t (id INT);");
        Assert.All(
            [
                "SHOW GLOBAL STATUS",
                "SHOW GLOBAL VARIABLES",
                "SHOW PROCESSLIST",
                "SELECT COUNT(*) FROM information_schema.innodb_cmp",
                "SELECT COUNT(*) FROM performance_schema.threads",
            ],
            statement => Assert.True(server.Run(MySqlAccounts.MonitorUser, MonitorPassword, statement).IsDone));
        Assert.All(
            [$"SELECT * FROM {Database}.t", "SELECT * FROM mysql.global_priv", "CREATE DATABASE mine", "SET GLOBAL max_connections = 1"],
            statement => AssertRefused(server.Run(MySqlAccounts.MonitorUser, MonitorPassword, statement)));
    }

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb")]
    public async Task Where_there_is_no_TLS_the_same_accounts_connect_without()
    {
        var server = await SetUpAsync();
        SetUp(server, Password, MonitorPassword, requiresTls: false);
        Assert.Equal(["USAGE ON *.*", @"ALL PRIVILEGES ON `graph\_data`.*"], Grants(server, $"'{Database}'@'%'"));
        Assert.Equal(["PROCESS, BINLOG MONITOR ON *.*", "SELECT ON `performance_schema`.*"], Grants(server, "'exporter'@'127.0.0.1'"));
        Assert.True(server.Run(Database, Password, "SELECT 1", isEncrypted: false).IsDone);
        Assert.True(server.Run(MySqlAccounts.MonitorUser, MonitorPassword, "SELECT 1", isEncrypted: false).IsDone);
    }

    private async Task<RunningMariaDb> SetUpAsync()
    {
        var server = await EmptyAsync();
        SetUp(server, Password, MonitorPassword);
        return server;
    }

    private async Task<RunningMariaDb> EmptyAsync()
    {
        var server = await shared.Server.Value;
        server.RunAsRoot($"DROP DATABASE IF EXISTS {Database}; DROP USER IF EXISTS '{Database}'@'%', 'exporter'@'127.0.0.1'");
        return server;
    }

    private static void SetUp(RunningMariaDb server, string password, string monitorPassword, bool requiresTls = true)
        => RunningMariaDb.RunScript(
            $"{server.ConnectRoot} <<SQL\n{MySqlAccounts.Statements(Database, requiresTls)}\nSQL",
            (MySqlAccounts.PasswordVariable, password),
            (MySqlAccounts.MonitorPasswordVariable, monitorPassword));

    private static void AssertAllowed(RunningMariaDb server, string statements)
    {
        var result = server.Run(Database, Password, $"USE {Database}; {statements}");
        Assert.True(result.IsDone, result.Message);
    }

    private static void AssertRefused(StatementResult result) => Assert.Contains(result.Error, Refusals);

    private static IEnumerable<string> Grants(RunningMariaDb server, string user)
        => server.RunAsRoot($"SHOW GRANTS FOR {user}").Split('\n').Select(grant => GrantPattern().Match(grant).Groups["what"].Value);

    [GeneratedRegex("^GRANT (?<what>.*) TO ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GrantPattern();
}
