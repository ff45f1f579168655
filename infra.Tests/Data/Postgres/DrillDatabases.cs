namespace Infra.Tests.Data.Postgres;

/// <summary>A real Postgres with a live database, and what drills may find restored beside it.</summary>
public sealed class DrillDatabases : IDisposable
{
    private const string Application = """
        CREATE TABLE alembic_version (version_num text PRIMARY KEY);
        INSERT INTO alembic_version VALUES ('{0}');
        CREATE SCHEMA app;
        CREATE TABLE app.orders (id int PRIMARY KEY, made_at timestamptz NOT NULL);
        INSERT INTO app.orders SELECT i, now() - interval '{1}' - i * interval '1 s' FROM generate_series(1, 1000) AS i;
        CREATE SCHEMA recovery_drill;
        CREATE TABLE recovery_drill.heartbeat (at timestamptz NOT NULL);
        INSERT INTO recovery_drill.heartbeat VALUES (now() - interval '{1}');
        """;

    private readonly Lazy<ArchivingPostgres> _server = new(() =>
    {
        var server = ArchivingPostgres.Start();
        foreach (var (database, statements) in new[]
            {
                ("shop", Of("7f2a", "0 s")),
                ("good", Of("7f2a", "100 s")),
                ("old", Of("41c0", "100 s")),
                ("stale", Of("7f2a", "2 h")),
                ("empty", ""),
                ("never_beaten", Of("7f2a", "100 s") + "TRUNCATE recovery_drill.heartbeat;"),
            })
        {
            if (database != "shop")
                server.Ask("postgres", "postgres", $"CREATE DATABASE {database} OWNER shop");
            server.Ask("shop", database, statements);
        }

        return server;
    });

    /// <summary>The port of the server.</summary>
    public int Port => _server.Value.Port;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_server.IsValueCreated)
            _server.Value.Dispose();
    }

    private static string Of(string migration, string age)
        => Application.Replace("{0}", migration, StringComparison.Ordinal).Replace("{1}", age, StringComparison.Ordinal);
}
