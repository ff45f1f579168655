using Infra.Data.MySql;
using Infra.Data.Rds;
using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;
using MySqlConnector;

namespace Infra.Tests.Data.MySql;

/// <summary>
/// The script that makes the application's user on RDS, against a real MariaDB, whose administrator has no more than RDS gives its own.
/// </summary>
public sealed class RdsMySqlUserScriptTests(SharedMariaDb shared) : IClassFixture<SharedMariaDb>
{
    private const string Name = "graph_data";
    private const string First = "first4711";

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb")]
    public async Task The_user_owns_its_database_and_has_no_right_beyond_it_and_gets_the_password_of_the_next_generation()
    {
        var server = await SetUpAsync();
        Assert.Equal((0, $"User {Name} gets into database {Name}."), Run(server, First));
        Assert.True(server.Run(Name, First, $"CREATE TABLE {Name}.orders (id INT); INSERT INTO {Name}.orders VALUES (1)").IsDone);
        Assert.Equal(MySqlErrorCode.DatabaseAccessDenied, server.Run(Name, First, "CREATE DATABASE other").Error);
        // _ would stand for any character.
        Assert.Equal(MySqlErrorCode.DatabaseAccessDenied, server.Run(Name, First, "CREATE DATABASE graphXdata").Error);
        Assert.False(server.Run(Name, First, "SELECT 1", isEncrypted: false).IsDone);

        Assert.Equal(0, Run(server, "second4711").ExitCode);
        Assert.Equal("1", server.Run(Name, "second4711", $"SELECT id FROM {Name}.orders").Output);
        Assert.Equal(0, Run(server, "second4711").ExitCode);
    }

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb")]
    public async Task Who_may_not_make_users_fails_in_time_and_says_why()
    {
        var server = await SetUpAsync();
        server.RunAsRoot("CREATE OR REPLACE USER 'weak'@'%' IDENTIFIED BY 'weak4711'");
        var (exitCode, said) = Run(server, First, "weak", "weak4711", deadline: 1);
        Assert.Equal(1, exitCode);
        Assert.StartsWith($"There is no database {Name} that its user gets into after 1s: ", said, StringComparison.Ordinal);
        Assert.Contains("Access denied for user 'weak'", said, StringComparison.Ordinal);
    }

    private static (int ExitCode, string Said) Run(
        RunningMariaDb server,
        string password,
        string administrator = RdsInstance.Administrator,
        string administratorPassword = "administrator4711",
        int deadline = 30)
    {
        using var run = new StepRun();
        var (exitCode, said, _) = run
            .WithProgram("mysql", "exec mariadb \"$@\"")
            .With("MYSQL_PWD", administratorPassword)
            .With("NAME", Name)
            .With("USER_PASSWORD", password)
            .With("DEADLINE", $"{deadline}")
            .Run(MySqlUser.Script, [.. server.Connect.Split(' ').Skip(1), $"--user={administrator}"]);
        return (exitCode, said.TrimEnd());
    }

    // The privileges of RDS' own, as far as MariaDB has them:
    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.MasterAccounts.html
    private async Task<RunningMariaDb> SetUpAsync()
    {
        var server = await shared.Server.Value;
        server.RunAsRoot($"DROP DATABASE IF EXISTS {Name}; DROP USER IF EXISTS '{Name}'@'%'");
        server.RunAsRoot(
            $"CREATE OR REPLACE USER '{RdsInstance.Administrator}'@'%' IDENTIFIED BY 'administrator4711'; "
                + "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, RELOAD, PROCESS, REFERENCES, INDEX, ALTER, SHOW DATABASES, "
                + "CREATE TEMPORARY TABLES, LOCK TABLES, EXECUTE, CREATE VIEW, SHOW VIEW, CREATE ROUTINE, ALTER ROUTINE, CREATE USER, "
                + $"EVENT, TRIGGER, DELETE HISTORY ON *.* TO '{RdsInstance.Administrator}'@'%' WITH GRANT OPTION");
        return server;
    }
}
