using System.Globalization;
using Infra.Tests.Support;

namespace Infra.Tests.Data.Postgres;

/// <summary>
/// A real Postgres that archives its write-ahead log into a folder, unless a test forbids it; with a role that may do nothing special.
/// </summary>
internal sealed class ArchivingPostgres : IDisposable
{
    // Postgres does not run as root. The user must have a name, which nobody has everywhere.
    private static readonly string[] AsNobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];

    private readonly string _folder = Directory.CreateTempSubdirectory("infra-postgres-").FullName;

    private ArchivingPostgres(IEnumerable<string> others)
    {
        Port = FreePort.Find();
        Call("chown", "65534", _folder);
        Call("setpriv", [.. AsNobody, "initdb", $"--pgdata={_folder}/data", "--username=postgres", "--auth=trust", "--no-sync"]);
        string[] settings =
        [
            "archive_mode=on",
            $"archive_command=test ! -e {_folder}/broken && cp %p {_folder}/archive-%f",
            $"unix_socket_directories={_folder}",
            "listen_addresses=127.0.0.1",
            $"port={Port}",
            "fsync=off",
            .. others,
        ];
        File.AppendAllLines(
            $"{_folder}/data/postgresql.conf",
            settings.Select(setting => setting.Replace("=", " = '", StringComparison.Ordinal) + "'"));
        Call("setpriv", [.. AsNobody, "pg_ctl", "start", "--wait", $"--pgdata={_folder}/data", $"--log={_folder}/log"]);
        Call("psql", "-XqU", "postgres", "-h", "127.0.0.1", "-p", $"{Port}", "-c", "CREATE ROLE shop LOGIN");
        Call("psql", "-XqU", "postgres", "-h", "127.0.0.1", "-p", $"{Port}", "-c", "CREATE DATABASE shop OWNER shop");
    }

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>The segments that are archived.</summary>
    public IReadOnlyList<string> Archived
        => [.. Directory.EnumerateFiles(_folder, "archive-*")
            .Select(file => Path.GetFileName(file)["archive-".Length..])
            .Order(StringComparer.Ordinal)];

    /// <summary>Starts one.</summary>
    /// <param name="settings">Settings beside its own, such as <c>archive_mode=off</c>: the last one of a name counts.</param>
    public static ArchivingPostgres Start(params IEnumerable<string> settings) => new(settings);

    /// <summary>What a query of the role says, a row a line.</summary>
    public string Query(string sql)
    {
        var (exitCode, output, error) = Tool.Run(
            "psql",
            sql,
            "-XqAtU",
            "shop",
            "-h",
            "127.0.0.1",
            "-p",
            $"{Port}",
            "-v",
            "ON_ERROR_STOP=1",
            "shop");
        Assert.True(exitCode == 0, error);
        return output.TrimEnd('\n');
    }

    /// <summary>Whether a text is in any of its files, once all that it holds is written to them.</summary>
    public bool Holds(string text)
    {
        Call("psql", "-XqU", "postgres", "-h", "127.0.0.1", "-p", $"{Port}", "-c", "CHECKPOINT");
        string[] options = ["--recursive", "--quiet", "--binary-files=text", "--fixed-strings"];
        return Tool.Run("grep", "", [.. options, text, $"{_folder}/data"]).ExitCode == 0;
    }

    /// <summary>Has every attempt to archive fail, or succeed again.</summary>
    public void Break(bool isBroken)
    {
        if (isBroken)
            File.WriteAllText($"{_folder}/broken", "");
        else
            File.Delete($"{_folder}/broken");
    }

    /// <summary>What it has written down so far.</summary>
    public string Log => File.ReadAllText($"{_folder}/log");

    /// <summary>Asks who connects by its address for a password from now on.</summary>
    public void DemandPasswords()
    {
        File.WriteAllText($"{_folder}/data/pg_hba.conf", "host all all 127.0.0.1/32 scram-sha-256\n");
        Call("setpriv", [.. AsNobody, "pg_ctl", "reload", $"--pgdata={_folder}/data"]);
    }

    /// <summary>Runs statements, which must succeed; returns the rows.</summary>
    /// <param name="user">Who runs them: postgres may do everything.</param>
    /// <param name="database">In which database.</param>
    /// <param name="statements">The statements.</param>
    public string Ask(string user, string database, string statements)
    {
        var (exitCode, output, error) = Tool.Run(
            "psql",
            statements,
            ["-XqAt", "-v", "ON_ERROR_STOP=1", "-U", user, "-h", "127.0.0.1", "-p", $"{Port}", "-d", database]);
        Assert.True(exitCode == 0, error);
        return output.TrimEnd();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Call("setpriv", [.. AsNobody, "pg_ctl", "stop", "--mode=immediate", $"--pgdata={_folder}/data"]);
        Directory.Delete(_folder, recursive: true);
    }

    private static void Call(string program, params string[] arguments)
    {
        var (exitCode, output, error) = Tool.Run("env", "", [$"PATH={Tool.SearchPath}", program, .. arguments]);
        Assert.True(exitCode == 0, string.Create(CultureInfo.InvariantCulture, $"{program}: {exitCode} {output}{error}"));
    }
}
