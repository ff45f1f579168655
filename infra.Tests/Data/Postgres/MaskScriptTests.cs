using System.Text.RegularExpressions;
using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;

namespace Infra.Tests.Data.Postgres;

/// <summary>The script that masks personal data, with a real Postgres.</summary>
public sealed partial class MaskScriptTests
{
    private const string Address = "ana.souza@planted.example";
    private const string Users = "users\temail,phone\tUPDATE users SET email = 'user' || id || '@example.com', phone = NULL";
    private const string Notes = "notes\tauthor_name\tUPDATE notes SET author_name = 'somebody'";

    [ToolFact("initdb", "pg_ctl", "psql", "setpriv --clear-groups true")]
    public void Every_row_gets_another_value_and_once_only()
    {
        using var server = Filled();
        Assert.Equal((0, "2 tables are masked."), Masked(server, "", Users, Notes));
        Assert.Equal(
            "user1@example.com,\nuser2@example.com,",
            server.Query("SELECT email || ',' || coalesce(phone, '') FROM users ORDER BY id"));
        Assert.Equal("somebody", server.Query("SELECT DISTINCT author_name FROM notes"));
        // A pod that takes the place of a lost one finds that it is done.
        Assert.Equal((0, "2 tables are masked."), Masked(server, "", Users, Notes));
    }

    [ToolFact("initdb", "pg_ctl", "psql", "setpriv --clear-groups true")]
    public void A_forgotten_column_stops_it_unless_it_is_said_to_be_no_personal_data()
    {
        using var server = Filled();
        Assert.Equal((1, "Nothing masks these columns, which look like personal data: notes.author_name"), Masked(server, "", Users));
        Assert.Equal((0, "1 tables are masked."), Masked(server, "notes.author_name", Users));
    }

    [ToolFact("initdb", "pg_ctl", "psql", "setpriv --clear-groups true")]
    public void A_backslash_is_one_and_names_in_camel_case_are_looked_at()
    {
        using var server = Filled();
        // What some shells make a tab of.
        const string Backslash = @"a\tb";
        Assert.Equal(
            (0, "1 tables are masked."),
            Masked(server, "users.email users.phone", $"notes\tauthor_name\tUPDATE notes SET author_name = '{Backslash}'"));
        Assert.Equal(Backslash, server.Query("SELECT DISTINCT author_name FROM notes"));
        server.Query("CREATE TABLE people (id int, \"homePhone\" text)");
        Assert.Equal(
            (1, "Nothing masks these columns, which look like personal data: people.\"homePhone\""),
            Masked(server, "users.email users.phone", Notes));
    }

    [ToolFact("initdb", "pg_ctl", "psql", "setpriv --clear-groups true")]
    public void A_row_whose_key_is_masked_is_not_lost_from_sight()
    {
        using var server = Filled();
        server.Query("""
            CREATE TABLE members (email text PRIMARY KEY, phone text);
            INSERT INTO members VALUES ('c@planted.example', '+5522');
            """);
        var (exitCode, said) = Masked(
            server,
            "users.email users.phone notes.author_name",
            "members\temail,phone\tUPDATE members SET email = 'masked@example.com'");
        Assert.Equal(1, exitCode);
        Assert.EndsWith("1 rows of members hold in phone what they held before", said, StringComparison.Ordinal);
    }

    [ToolTheory("initdb", "pg_ctl", "psql", "setpriv --clear-groups true")]
    [InlineData(
        Users + " WHERE id = 1",
        "Nothing is masked: psql:statements.sql: ERROR:  1 rows of users hold in email what they held before")]
    [InlineData("users\tfax\tUPDATE users SET fax = NULL", "There is no column users.fax, which is to be masked")]
    [InlineData(
        "notes\tauthor_name\tUPDATE notes SET nobody = 1",
        "Nothing is masked: psql:statements.sql: ERROR:  column \"nobody\" of relation \"notes\" does not exist")]
    [InlineData(
        "notes\tauthor_name\tUPDATE notes SET author_name = 'Ana Souza'",
        "Nothing is masked: psql:statements.sql: ERROR:  2 rows of notes hold in author_name what they held before")]
    public void A_statement_that_does_not_mask_changes_nothing(string wrong, string reason)
    {
        using var server = Filled();
        string[] masks = wrong.StartsWith("notes", StringComparison.Ordinal) ? [Users, wrong] : [Users, Notes, wrong];
        if (wrong.StartsWith(Users, StringComparison.Ordinal))
            masks = [Notes, wrong];
        var (exitCode, said) = Masked(server, "", masks);
        // The folder of the file is another in each run.
        Assert.Equal((1, reason), (exitCode, PlaceOfStatement().Replace(said, "psql:statements.sql:")));
        Assert.Equal($"{Address}\nb@planted.example", server.Query("SELECT email FROM users ORDER BY id"));
        Assert.Equal("Ana Souza", server.Query("SELECT author_name FROM notes WHERE author_name IS NOT NULL"));
    }

    [GeneratedRegex("psql:.*statements.sql:[0-9]+:", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PlaceOfStatement();

    private static ArchivingPostgres Filled()
    {
        var server = ArchivingPostgres.Start();
        server.Query($"""
            CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL, phone text);
            CREATE TABLE notes (author_name text, body text);
            INSERT INTO users VALUES (1, '{Address}', '+5511987654321'), (2, 'b@planted.example', '+551100');
            INSERT INTO notes VALUES ('Ana Souza', 'x'), (NULL, 'y');
            """);
        return server;
    }

    private static (int ExitCode, string Said) Masked(ArchivingPostgres server, string kept, params string[] masks)
    {
        using var run = new StepRun();
        var (exitCode, said, _) = run
            .With("PGHOST", "127.0.0.1")
            .With("PGPORT", $"{server.Port}")
            .With("PGUSER", "shop")
            .With("PGDATABASE", "shop")
            .With("MASKS", string.Join('\n', masks))
            .With("PERSONAL", "(^|_)(e?mail|phone|author)(_|$)")
            .With("KEPT", kept)
            .With("HASH", "0a1b2c3d")
            .With("DEADLINE", "600")
            .Run("mask.sh");
        return (exitCode, said);
    }
}
