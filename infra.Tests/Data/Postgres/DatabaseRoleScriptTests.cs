using Infra.Data.Postgres;
using Infra.Data.Rds;
using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;

namespace Infra.Tests.Data.Postgres;

/// <summary>The step that makes the application's role, on a real Postgres whose administrator is no superuser, as on RDS.</summary>
public sealed class DatabaseRoleScriptTests
{
    private const string Password = "first-4711";

    [ToolFact("initdb", "pg_ctl", "psql", "setsid --version", "setpriv --clear-groups true")]
    public void The_role_owns_its_database_and_has_no_right_beyond_it()
    {
        using var server = Start();
        Assert.Equal((0, "Database garden belongs to role garden."), Run(server, Password));

        Assert.Equal(
            "garden|f|f|f|f|f|t",
            Ask(server, "postgres", "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolcanlogin "
                + "FROM pg_roles WHERE rolname = 'garden'"));
        Assert.Equal("garden", Ask(server, "postgres", "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'garden'"));
        Assert.Equal("0", Ask(server, "postgres", "SELECT count(*) FROM pg_auth_members WHERE member = 'garden'::regrole"));
        Assert.Equal("hstore", Ask(server, "garden", "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'", "garden"));
        Assert.Equal("", Ask(server, "garden", "CREATE TABLE plants (name text)", "garden"));
    }

    [ToolFact("initdb", "pg_ctl", "psql", "setsid --version", "setpriv --clear-groups true")]
    public void Nobody_else_connects_to_its_database_and_the_administrator_cannot_act_as_the_role()
    {
        using var server = Start();
        Assert.Equal(0, Run(server, Password).ExitCode);
        Assert.NotEqual(0, LogIn(server, "shop", "garden").ExitCode);
        Assert.NotEqual(0, LogIn(server, RdsInstance.Administrator, "garden").ExitCode);
        Assert.Equal(0, LogIn(server, "garden", "garden").ExitCode);
        Assert.NotEqual(0, Psql(server, RdsInstance.Administrator, "postgres", "SET ROLE garden").ExitCode);
    }

    [ToolFact("initdb", "pg_ctl", "psql", "setsid --version", "setpriv --clear-groups true")]
    public void It_runs_again_for_the_password_of_the_next_generation_and_keeps_what_is_there()
    {
        using var server = Start();
        Assert.Equal(0, Run(server, Password).ExitCode);
        Ask(server, "garden", "CREATE TABLE plants (name text)", "garden");
        var first = Hash(server);
        Assert.StartsWith("SCRAM-SHA-256$", first, StringComparison.Ordinal);

        Assert.Equal(0, Run(server, "second-4711").ExitCode);
        Assert.NotEqual(first, Hash(server));
        Assert.Equal("plants", Ask(server, "garden", "SELECT tablename FROM pg_tables WHERE schemaname = 'public'", "garden"));
    }

    [ToolFact("initdb", "pg_ctl", "psql", "setsid --version", "setpriv --clear-groups true")]
    public void The_password_is_the_one_that_it_was_given()
    {
        using var server = Start();
        Assert.Equal(0, Run(server, Password).ExitCode);
        server.DemandPasswords();
        Assert.Equal(0, LogIn(server, "garden", "garden", Password).ExitCode);
        Assert.NotEqual(0, LogIn(server, "garden", "garden", "another").ExitCode);
    }

    [ToolFact("initdb", "pg_ctl", "psql", "setsid --version", "setpriv --clear-groups true")]
    public void No_log_of_the_server_has_the_password()
    {
        using var server = Start("log_statement=all");
        Assert.Equal(0, Run(server, Password).ExitCode);
        Assert.Contains("CREATE ROLE garden LOGIN", server.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, server.Log, StringComparison.Ordinal);
    }

    [ToolFact("initdb", "pg_ctl", "psql", "setsid --version", "setpriv --clear-groups true")]
    public void Who_may_not_make_roles_fails_in_time_and_says_why()
    {
        using var server = Start();
        var (exitCode, said) = Run(server, Password, administrator: "shop", deadline: 5);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("There is no database garden with an owner of its own after 5s: ", said, StringComparison.Ordinal);
        Assert.Contains("permission denied to create role", said, StringComparison.Ordinal);
    }

    private static ArchivingPostgres Start(params string[] settings)
    {
        var server = ArchivingPostgres.Start(settings);
        // What RDS makes its administrator of:
        // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Roles.html
        Ask(server, "postgres", $"CREATE ROLE {RdsInstance.Administrator} LOGIN CREATEROLE CREATEDB");
        return server;
    }

    private static (int ExitCode, string Said) Run(
        ArchivingPostgres server,
        string password,
        string administrator = RdsInstance.Administrator,
        int deadline = 60)
    {
        using var run = new StepRun();
        var (exitCode, said, _) = run
            .With("PGHOST", "127.0.0.1")
            .With("PGPORT", $"{server.Port}")
            .With("PGUSER", administrator)
            .With("PGDATABASE", "postgres")
            .With("NAME", "garden")
            .With("EXTENSIONS", "hstore")
            .With("ROLE_PASSWORD", password)
            .With("DEADLINE", $"{deadline}")
            .Run(DatabaseRole.Script);
        return (exitCode, said.TrimEnd());
    }

    private static string Hash(ArchivingPostgres server)
        => Ask(server, "postgres", "SELECT rolpassword FROM pg_authid WHERE rolname = 'garden'");

    private static string Ask(ArchivingPostgres server, string role, string sql, string database = "postgres")
        => server.Ask(role, database, sql);

    private static (int ExitCode, string Output, string Error) LogIn(
        ArchivingPostgres server,
        string role,
        string database,
        string password = "")
        => Psql(server, role, $"dbname={database} password='{password}'", "SELECT 1");

    private static (int ExitCode, string Output, string Error) Psql(ArchivingPostgres server, string role, string database, string sql)
    {
        var (exitCode, output, error) =
            Tool.Run("psql", "", "-XqAtwU", role, "-h", "127.0.0.1", "-p", $"{server.Port}", "-c", sql, database);
        return (exitCode, output, error);
    }
}
