using Infra.Tests.SettingsTests;
using Infra.Tests.Support;

namespace Infra.Tests.Data.Postgres;

/// <summary>What is rendered, run with two servers: a Postgres comes over whole, and what would be missing is named.</summary>
public sealed class RealImportTests
{
    private const string Content =
        """
        CREATE EXTENSION pg_trgm;
        CREATE SCHEMA "Odd one";
        CREATE TABLE orders (id serial PRIMARY KEY, note text NOT NULL);
        INSERT INTO orders (note) SELECT 'order ' || number FROM generate_series(1, 500) AS number;
        CREATE TABLE "Odd one"."It's" (id int);
        INSERT INTO "Odd one"."It's" SELECT generate_series(1, 7);
        CREATE TABLE empty (id int);
        CREATE INDEX ON orders USING gin (note gin_trgm_ops);
        CREATE SEQUENCE tickets START 4711;
        SELECT nextval('tickets');
        SELECT lo_from_bytea(0, '\x00ff01'), lo_from_bytea(0, '\x02');
        """;

    [ToolFact("initdb", "pg_ctl", "psql", "pg_dump", "setpriv --clear-groups true")]
    public async Task One_database_comes_over_with_extensions_sequences_and_large_objects()
    {
        using var source = ArchivingPostgres.Start();
        using var target = ArchivingPostgres.Start();
        Sql(source, "shop", Content);
        await ImportAsync(source, target, "database: shop");

        Assert.Equal((0, "All 8 are alike."), Compare(Url(source, "shop"), Url(target, "reference")));
        Assert.Equal("reference", Sql(target, "reference", "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"));
        Assert.Equal("f", Sql(target, "reference", "SELECT rolsuper FROM pg_roles WHERE rolname = 'reference'"));
        Assert.Equal("4712", Sql(target, "reference", "SELECT nextval('tickets')"));
        Sql(target, "reference", "DELETE FROM orders WHERE id <= 3; DROP TABLE empty; CREATE EXTENSION hstore");
        Assert.Equal(
            (
                1,
                """
                extension hstore: not in the source, there in the target
                sequence public.tickets: 4711 in the source, 4712 in the target
                table public.empty: 0 in the source, not in the target
                table public.orders: 500 in the source, 497 in the target
                4 are not alike, 5 are.
                """),
            Compare(Url(source, "shop"), Url(target, "reference")));
    }

    [ToolFact("initdb", "pg_ctl", "psql", "pg_dump", "setpriv --clear-groups true")]
    public async Task All_databases_come_over_with_their_roles_and_owners()
    {
        using var source = ArchivingPostgres.Start();
        using var target = ArchivingPostgres.Start();
        Sql(target, "postgres", "DROP DATABASE shop");
        Sql(target, "postgres", "DROP ROLE shop");
        Sql(source, "postgres", "CREATE ROLE reader LOGIN PASSWORD 'secret'; CREATE ROLE reference LOGIN");
        Sql(source, "postgres", "CREATE DATABASE reference OWNER reference");
        Sql(source, "shop", $"{Content}\nGRANT SELECT ON orders TO reader; ALTER TABLE orders OWNER TO shop");
        Sql(source, "reference", "CREATE TABLE things AS SELECT generate_series(1, 12) AS id");
        await ImportAsync(source, target, "databases: ['*'], roles: ['*']");

        Assert.Equal((0, "All 8 are alike."), Compare(Url(source, "shop"), Url(target, "shop")));
        Assert.Equal((0, "All 3 are alike."), Compare(Url(source, "reference"), Url(target, "reference")));
        Assert.Equal("shop", Sql(target, "shop", "SELECT tableowner FROM pg_tables WHERE tablename = 'orders'"));
        Assert.Equal("t", Sql(target, "shop", "SELECT has_table_privilege('reader', 'orders', 'SELECT')"));
        const string Password = "SELECT rolpassword FROM pg_authid WHERE rolname = 'reader'";
        Assert.Equal(Sql(source, "postgres", Password), Sql(target, "postgres", Password));
    }

    private static async Task ImportAsync(ArchivingPostgres source, ArchivingPostgres target, string import)
    {
        var origin = $"host: 127.0.0.1, port: {source.Port}, addresses: [127.0.0.1/32], sslMode: disable, {import}";
        var settings = Project.LoadText("dev", StackText.Of($"infra:postgres: {{import: {{{origin}}}}}"));
        var plan = await Infra.Preview.PlanAsync(settings, "dev", Catalog.Default);
        new OperatorImport(plan.Find("Cluster postgres").Inputs, target.Port).Run();
    }

    private static (int ExitCode, string Output) Compare(string source, string target)
    {
        var script = Repository.PathOf("infra", "Data", "Postgres", "compare-databases.sh");
        var (exitCode, output, error) =
            Tool.Run("env", "", $"PATH={Tool.SearchPath}", $"SOURCE={source}", $"TARGET={target}", "sh", script);
        Assert.Equal("", error);
        return (exitCode, output.Trim());
    }

    private static string Url(ArchivingPostgres server, string database) => $"postgresql://postgres@127.0.0.1:{server.Port}/{database}";

    private static string Sql(ArchivingPostgres server, string database, string statements)
    {
        var (exitCode, output, error) =
            Tool.Run("env", statements, $"PATH={Tool.SearchPath}", "psql", "-XAtq", "--set=ON_ERROR_STOP=1", "-d", Url(server, database));
        Assert.True(exitCode == 0, error);
        return output.Trim();
    }
}
