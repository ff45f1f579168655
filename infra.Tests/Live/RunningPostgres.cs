using StackPreview.Json;

namespace Infra.Tests.Live;

/// <summary>A Postgres as CloudNativePG sets it up, with what the stacks ask of it: their settings, rules, roles and databases.</summary>
internal sealed class RunningPostgres : IDisposable
{
    /// <summary>The folder that it shows its certificates in.</summary>
    public const string CertificateFolder = "/etc/postgres-server";

    /// <summary>The folder of its data and keys.</summary>
    public const string Folder = "/var/lib/postgresql";

    // Postgres does not run as root. The user must have a name, which nobody has everywhere.
    private const int UserId = 65534;

    private const string SocketFolder = "/tmp";

    private readonly PrivateHost _host;
    private readonly IReadOnlyList<string> _parameters;
    private RunningProgram? _server;

    private RunningPostgres(PrivateHost host, IReadOnlyList<string> parameters) => (_host, _parameters) = (host, parameters);

    /// <summary>Makes the server and its databases, and starts it.</summary>
    /// <param name="host">Where; it has the certificates as NAME.crt and NAME.key in <see cref="CertificateFolder"/>.</param>
    /// <param name="stacks">The stacks; the server has the settings of the first.</param>
    /// <param name="certificate">The name of the certificate that it shows.</param>
    public static async Task<RunningPostgres> StartAsync(PrivateHost host, IReadOnlyList<RenderedStack> stacks, string certificate)
    {
        var spec = stacks[0].Postgres.Inputs.At("spec.postgresql");
        var initdb = stacks[0].Postgres.Inputs.At("spec.bootstrap.initdb");
        // Both are C where the cluster says nothing (https://cloudnative-pg.io/documentation/current/bootstrap/).
        var locale =
            $"--locale=C --lc-collate={initdb?["localeCollate"] ?? "C"} --lc-ctype={initdb?["localeCType"] ?? "C"}";
        var rules = spec.Items("pg_hba").Select(rule => rule.ToString());
        var setup = host.Run(
            UserId,
            [
                "sh",
                "-ec",
                $"initdb --pgdata={Folder}/data --username=postgres --encoding=UTF8 {locale} --auth=trust --no-sync; "
                    + $"install -m 600 {CertificateFolder}/*.key {Folder}; cat >{Folder}/data/pg_hba.conf",
            ],
            // The operator's own lines, before and after those of the stack
            // (https://cloudnative-pg.io/documentation/current/postgresql_conf/#the-pg_hba-section).
            input: string.Join('\n', ["local all postgres trust", .. rules, "host all all all scram-sha-256", ""]));
        Assert.True(setup.ExitCode == 0, setup.Error);

        var server = new RunningPostgres(host, [.. spec.Entries("parameters").Select(parameter => $"{parameter.Key}={parameter.Value}")]);
        await server.StartAsync(certificate);
        foreach (var stack in stacks)
        {
            server.Query(
                "CREATE ROLE :\"name\" LOGIN PASSWORD :'password'; CREATE DATABASE :\"database\" OWNER :\"name\";",
                ("name", stack.Owner.Name),
                ("password", stack.Owner.Password),
                ("database", stack.Postgres.Inputs.Text("spec.bootstrap.initdb.database")));
        }

        return server;
    }

    /// <summary>Starts it on what is there.</summary>
    /// <param name="certificate">The name of the certificate that it shows.</param>
    public async Task StartAsync(string certificate)
    {
        string[] settings =
        [
            $"unix_socket_directories={SocketFolder}",
            "listen_addresses=*",
            "ssl=on",
            $"ssl_cert_file={CertificateFolder}/{certificate}.crt",
            $"ssl_key_file={Folder}/{certificate}.key",
            // Nothing here must survive the machine.
            "fsync=off",
        ];
        _server = _host.Start(
            UserId,
            ["postgres", "-D", $"{Folder}/data", .. _parameters.Concat(settings).SelectMany(setting => new[] { "-c", setting })]);
        await _server.HasWrittenAsync("database system is ready to accept connections");
    }

    /// <summary>Stops it.</summary>
    public async Task StopAsync()
    {
        Assert.Equal(0, await _server!.StopAsync(Linux.Interrupt));
        _server.Dispose();
    }

    /// <summary>Asks it as the administrator that needs no password, in its host alone.</summary>
    /// <param name="sql">What to ask.</param>
    /// <param name="variables">What stands for <c>:NAME</c> in it.</param>
    public string Query(string sql, params IEnumerable<(string Name, string Value)> variables) => Query("postgres", sql, variables);

    /// <summary>Asks it about one database as the administrator.</summary>
    /// <param name="database">The database.</param>
    /// <param name="sql">What to ask.</param>
    /// <param name="variables">What stands for <c>:NAME</c> in it.</param>
    public string Query(string database, string sql, params IEnumerable<(string Name, string Value)> variables)
    {
        var (exitCode, output, error) = _host.Run(
            UserId,
            [
                "psql",
                "-h",
                SocketFolder,
                "-U",
                "postgres",
                "-d",
                database,
                "-XAtq",
                .. variables.Append(("ON_ERROR_STOP", "1")).SelectMany(variable => new[] { "-v", $"{variable.Item1}={variable.Item2}" }),
            ],
            input: sql);
        Assert.True(exitCode == 0, error);
        return output.Trim();
    }

    /// <inheritdoc/>
    public void Dispose() => _server?.Dispose();
}
