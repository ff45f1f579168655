using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Data.Postgres;

/// <summary>
/// What the operator does with the import of a Cluster (pkg/management/postgres/logicalimport of CloudNativePG 1.30), with real servers:
/// the role and the database of the application first, then <c>pg_dump</c> there and <c>pg_restore</c> here, section by section.
/// </summary>
/// <param name="cluster">The Cluster, as it is rendered.</param>
/// <param name="target">The port of the server that it is, on the loopback.</param>
internal sealed class OperatorImport(JsonNode cluster, int target)
{
    private static readonly string[] Sections = ["pre-data", "data", "post-data"];

    private readonly JsonNode _initdb = cluster.At("spec.bootstrap.initdb")!;

    /// <summary>Imports.</summary>
    public void Run()
    {
        var (database, owner) = (_initdb.Text("database"), _initdb.Text("owner"));
        Sql("postgres", $"CREATE ROLE {owner} LOGIN");
        Sql("postgres", $"CREATE DATABASE {database} OWNER {owner}");
        using var dumps = new ScratchFolder();
        if (_initdb.Text("import.type") == "microservice")
            ImportOne(dumps, database, owner);
        else
            ImportSeveral(dumps, owner);
        foreach (var statement in _initdb.Items("import.postImportApplicationSQL"))
            Sql(database, $"{statement}");
    }

    private void ImportOne(ScratchFolder dumps, string database, string owner)
    {
        var source = Assert.Single(_initdb.Items("import.databases")).ToString();
        Dump(dumps, source);
        Sql("postgres", $"ALTER USER {owner} SUPERUSER");
        foreach (var section in Sections)
            Restore(dumps, source, section, "--no-owner", "--no-privileges", $"--role={owner}", $"--dbname={Target(database)}");
        Sql("postgres", $"ALTER USER {owner} NOSUPERUSER");
    }

    private void ImportSeveral(ScratchFolder dumps, string owner)
    {
        string[] skipped = ["postgres", owner];
        var named = _initdb.Items("import.roles").Select(role => $"{role}").ToList();
        foreach (var role in Lines(SourceOf("postgres"), "SELECT rolname FROM pg_authid WHERE oid >= 16384 ORDER BY 1"))
        {
            if (!skipped.Contains(role) && (named.Contains("*") || named.Contains(role)))
                Sql("postgres", $"CREATE ROLE \"{role}\" {Lines(SourceOf("postgres"), AttributesOf(role)).Single()}");
        }

        foreach (var database in DatabasesOfSource())
        {
            Dump(dumps, database);
            foreach (var section in Sections)
            {
                var exists = Lines(Target("postgres"), $"SELECT 1 FROM pg_database WHERE datname = '{database}'").Count > 0;
                string[] into = exists ? [$"--dbname={Target(database)}"] : ["--create", $"--dbname={Target("postgres")}"];
                Restore(dumps, database, section, into);
            }
        }
    }

    private List<string> DatabasesOfSource()
    {
        var named = _initdb.Items("import.databases").Select(database => $"{database}").ToList();
        return named is ["*"]
            ? Lines(
                SourceOf("postgres"),
                "SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate AND datname <> 'postgres' ORDER BY 1")
            : named;
    }

    private static string AttributesOf(string role)
        => "SELECT CASE WHEN rolcanlogin THEN 'LOGIN ' ELSE 'NOLOGIN ' END || CASE WHEN rolpassword IS NULL THEN '' ELSE "
            + $"'PASSWORD ' || quote_literal(rolpassword) END FROM pg_authid WHERE rolname = '{role}'";

    private string SourceOf(string database)
    {
        var external = cluster.Items("spec.externalClusters")
            .Single(external => external.Text("name") == _initdb.Text("import.source.externalCluster"));
        var parameters = external.Texts("connectionParameters").Where(parameter => parameter.Key != "dbname");
        return string.Join(' ', parameters.Select(parameter => $"{parameter.Key}={parameter.Value}").Append($"dbname={database}"));
    }

    private string Target(string database) => $"host=127.0.0.1 port={target} user=postgres dbname={database}";

    private void Dump(ScratchFolder dumps, string database)
        => Call([
            "pg_dump",
            "-Fd",
            "-f",
            dumps.PathOf(database),
            "-d",
            SourceOf(database),
            .. Sections.Select(section => $"--section={section}"),
        ]);

    private static void Restore(ScratchFolder dumps, string database, string section, params string[] options)
        => Call(["pg_restore", "-U", "postgres", .. options, "--section", section, dumps.PathOf(database)]);

    private void Sql(string database, string statement) => Lines(Target(database), statement);

    private static List<string> Lines(string database, string statement)
        => [
            .. Call("psql", "-XAtq", "--set=ON_ERROR_STOP=1", "-d", database, "-c", statement)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries),
        ];

    private static string Call(params string[] command)
    {
        var (exitCode, output, error) = Tool.Run("env", "", [$"PATH={Tool.SearchPath}", .. command]);
        Assert.True(exitCode == 0, string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', command)}: {exitCode} {output}{error}"));
        return output;
    }
}
