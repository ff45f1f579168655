using System.Security.Cryptography;
using System.Text;
using Infra.Tests.Live;
using Infra.Tests.Support;
using Infra.Values;

namespace Infra.Tests.Applications;

/// <summary>What equivalence's jobs do to a database, on a real Postgres with the tables of the application.</summary>
public sealed class EquivalenceScriptTests
{
    private const string Folder = "/var/lib/postgresql";
    private const string Tools = "/opt/tools";
    private const string Salt = "5a170000";
    private const int UserId = 65534;

    private static readonly string[] Roles = ["admin", "api-client", "auditor"];

    // The tables as the application's models declare them: the defaults of the status columns are Python's.
    private const string Tables = """
        CREATE TABLE tenants (id varchar PRIMARY KEY, name varchar NOT NULL, api_key_hash varchar NOT NULL, status varchar);
        CREATE TABLE api_keys (
          id varchar PRIMARY KEY, tenant_id varchar NOT NULL REFERENCES tenants (id), name varchar NOT NULL,
          key_hash varchar NOT NULL CONSTRAINT uq_api_keys_key_hash UNIQUE, role varchar NOT NULL, status varchar,
          created_at timestamptz DEFAULT now(), revoked_at timestamptz);
        """;

    private const string Rows = "SELECT role || ' ' || key_hash || ' ' || status || ' ' || (revoked_at IS NULL) FROM api_keys ORDER BY 1";

    [PostgresFact]
    public async Task Keys_are_made_known_rotated_and_revoked()
    {
        using var host = Start();
        using var server = await StartPostgresAsync(host);
        Query(host, Tables);

        var first = Keys("first");
        Assert.Equal(0, Run(host, "equivalence_keys.py", Environment("create", first)).ExitCode);
        // A second run changes nothing.
        Assert.Equal(0, Run(host, "equivalence_keys.py", Environment("create", first)).ExitCode);
        Assert.Equal([.. RowsOf("first", "active true")], Query(host, Rows));

        // Both generations are valid until the old one is taken back.
        var second = Keys("second").Concat(Keys("first", "_PREVIOUS")).ToDictionary();
        Assert.Equal(0, Run(host, "equivalence_keys.py", Environment("create", second)).ExitCode);
        Assert.Equal(
            [.. RowsOf("first", "active true").Concat(RowsOf("second", "active true")).Order(StringComparer.Ordinal)],
            Query(host, Rows));
        // What somebody else has made is left alone.
        Query(host, "INSERT INTO api_keys VALUES ('x', 'arbe', 'by-hand', 'other', 'admin', 'active')");
        Assert.Equal(0, Run(host, "equivalence_keys.py", Environment("revoke", second)).ExitCode);
        Assert.Equal(
            [
                .. RowsOf("first", "revoked false")
                    .Concat(RowsOf("second", "active true"))
                    .Append("admin other active true")
                    .Order(StringComparer.Ordinal),
            ],
            Query(host, Rows));
        Assert.Equal(["arbe active"], Query(host, "SELECT id || ' ' || status FROM tenants"));
    }

    [PostgresFact]
    public async Task Nothing_is_written_where_a_key_is_missing_or_the_action_is_none()
    {
        using var host = Start();
        using var server = await StartPostgresAsync(host);
        Query(host, Tables);
        var keys = Keys("first");
        var missing = Run(
            host,
            "equivalence_keys.py",
            Environment("create", keys.Where(key => key.Key != "AUDITOR_API_KEY").ToDictionary()));
        Assert.Equal((2, "AUDITOR_API_KEY missing.\n"), (missing.ExitCode, missing.Error));
        var unknown = Run(host, "equivalence_keys.py", Environment("rotate", keys));
        Assert.Equal((2, "KEYS_ACTION is \"rotate\"; it takes create or revoke.\n"), (unknown.ExitCode, unknown.Error));
        Assert.Empty(Query(host, Rows));
    }

    [PostgresFact]
    public async Task An_empty_database_gets_all_tables_and_is_stamped_and_another_one_is_upgraded()
    {
        using var host = Start();
        using var server = await StartPostgresAsync(host);
        string[] first = ["+ /usr/bin/python3 -m scripts.create_tables", "tables created", "+ alembic stamp head", "alembic stamp head"];
        Assert.Equal(first, Lines(Run(host, "equivalence_migrate.py", Environment("", []))));

        Query(host, "CREATE TABLE alembic_version (version_num varchar PRIMARY KEY)");
        Assert.Equal(["+ alembic upgrade head", "alembic upgrade head"], Lines(Run(host, "equivalence_migrate.py", Environment("", []))));

        var failed = Run(host, "equivalence_migrate.py", Environment("", new() { ["ALEMBIC_EXIT"] = "1" }));
        Assert.Equal(1, failed.ExitCode);

        static string[] Lines((int ExitCode, string Output, string Error) run)
        {
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    // The image's own programs, as far as the migration calls them.
    private static PrivateHost Start()
    {
        var host = new PrivateHost(
            new Dictionary<string, string>
            {
                ["/app/scripts/__init__.py"] = "",
                ["/app/scripts/create_tables.py"] = "print('tables created', flush=True)\n",
                ["/files/alembic"] = "#!/bin/sh\necho alembic \"$@\"\nexit ${ALEMBIC_EXIT:-0}\n",
            },
            [Folder, Tools, "/tmp"],
            new Dictionary<string, string>());
        var made = host.Run(0, ["install", "-m", "755", "/files/alembic", $"{Tools}/alembic"]);
        Assert.True(made.ExitCode == 0, made.Error);
        return host;
    }

    private static async Task<RunningProgram> StartPostgresAsync(PrivateHost host)
    {
        var made = host.Run(UserId, ["initdb", $"--pgdata={Folder}/data", "--username=app", "--auth=trust", "--no-sync"]);
        Assert.True(made.ExitCode == 0, made.Error);
        var server = host.Start(
            UserId,
            [
                "postgres",
                "-D",
                $"{Folder}/data",
                "-c",
                "unix_socket_directories=/tmp",
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "fsync=off",
            ]);
        await server.HasWrittenAsync("database system is ready to accept connections");
        return server;
    }

    private static (int ExitCode, string Output, string Error) Run(PrivateHost host, string script, Dictionary<string, string> environment)
        => host.Run(
            UserId,
            ["sh", "-c", $"PATH={Tools}:$PATH; exec {Tool.Python} -c \"$0\"", EmbeddedFile.Read(script)],
            environment,
            folder: "/app");

    private static string[] Query(PrivateHost host, string statements)
    {
        var (exitCode, output, error) = host.Run(
            UserId,
            ["psql", "--quiet", "--no-align", "--tuples-only", "--set=ON_ERROR_STOP=1", "--host=/tmp", "--username=app", "postgres"],
            input: statements);
        Assert.True(exitCode == 0, error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static Dictionary<string, string> Environment(string action, Dictionary<string, string> keys)
        => new(keys)
        {
            ["DATABASE_URL"] = "postgresql+psycopg2://app@127.0.0.1:5432/postgres",
            ["API_KEY_SALT"] = Salt,
            ["KEYS_ACTION"] = action,
            ["KEYS_TENANT"] = "arbe",
        };

    private static Dictionary<string, string> Keys(string generation, string suffix = "") => new()
    {
        [$"ADMIN_API_KEY{suffix}"] = $"admin-{generation}",
        [$"AUDITOR_API_KEY{suffix}"] = $"auditor-{generation}",
        [$"CLIENT_API_KEY{suffix}"] = $"api-client-{generation}",
    };

    // As the application hashes: under the text of the salt, in lower-case hexadecimal.
    private static IEnumerable<string> RowsOf(string generation, string state)
        => from role in Roles
           let hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Salt), Encoding.UTF8.GetBytes($"{role}-{generation}"))
           select $"{role} {Convert.ToHexStringLower(hash)} {state}";

    /// <summary>A test with a Postgres in a private host, and Python's ways to it.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class PostgresFactAttribute : FactAttribute
    {
        private static readonly string[] Tools =
        [
            .. PrivateHost.Tools,
            "postgres",
            "initdb",
            "psql",
            "python:sqlalchemy",
            "python:psycopg2",
        ];

        public PostgresFactAttribute() => Skip = Tool.ReasonToSkip(Tools);
    }
}
