using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Infra.Tests.Support;
using MySqlConnector;

namespace Infra.Tests.Data.MySql;

/// <summary>
/// A real MariaDB with TLS, in a folder and on a port of its own. It is no MySQL, but it takes the statements that are tested here, and
/// means the same by them.
/// </summary>
internal sealed class RunningMariaDb : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ScratchFolder _folder = new();
    private readonly Process _process;
    private readonly int _port;

    private RunningMariaDb()
    {
        _port = FreePort.Find();
        WriteCertificate();
        var data = _folder.PathOf("data");
        string[] shared =
        [
            "--no-defaults",
            $"--user={Environment.UserName}",
            $"--datadir={data}",
            "--innodb-buffer-pool-size=16M",
            "--innodb-log-file-size=8M",
        ];
        var (exitCode, output, error) = Tool.Run(
            "mariadb-install-db",
            "",
            [.. shared, "--auth-root-authentication-method=normal", "--skip-test-db"]);
        Assert.True(exitCode == 0, output + error);
        string[] own =
        [
            $"--socket={_folder.PathOf("socket")}",
            $"--port={_port}",
            "--bind-address=127.0.0.1",
            $"--ssl-cert={_folder.PathOf("cert.pem")}",
            $"--ssl-key={_folder.PathOf("key.pem")}",
            "--performance-schema=ON",
        ];
        _process = Process.Start(
            new ProcessStartInfo("mariadbd", [.. shared, .. own]) { UseShellExecute = false, RedirectStandardError = true })!;
        _process.BeginErrorReadLine();
    }

    /// <summary>The command that takes statements, without the user.</summary>
    public string Connect => $"mariadb --no-defaults --protocol=tcp --host=127.0.0.1 --port={_port}";

    /// <summary>The same over the server's socket.</summary>
    public string ConnectBySocket => $"mariadb --no-defaults --protocol=socket --socket={_folder.PathOf("socket")}";

    /// <summary>The command that takes statements as root.</summary>
    public string ConnectRoot => $"{Connect} --user=root";

    /// <summary>Starts a server that has no data.</summary>
    public static async Task<RunningMariaDb> StartAsync()
    {
        var server = new RunningMariaDb();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience && !server._process.HasExited; await Task.Delay(100))
        {
            if (server.Answers())
                return server;
        }

        server.Dispose();
        throw new InvalidOperationException("The server did not start.");
    }

    // A server that is just coming up may break off within its greeting.
    private bool Answers()
    {
        try
        {
            return Run("root", "", "SELECT 1").IsDone;
        }
        catch (MySqlProtocolException)
        {
            return false;
        }
    }

    /// <summary>Runs statements as a user.</summary>
    /// <param name="user">The user.</param>
    /// <param name="password">The user's password.</param>
    /// <param name="statements">The statements.</param>
    /// <param name="isEncrypted">Whether the connection is.</param>
    public StatementResult Run(string user, string password, string statements, bool isEncrypted = true)
    {
        var parameters = new MySqlConnectionStringBuilder
        {
            Server = "127.0.0.1",
            Port = (uint)_port,
            UserID = user,
            Password = password,
            SslMode = isEncrypted ? MySqlSslMode.Required : MySqlSslMode.Disabled,
            Pooling = false,
        };
        try
        {
            using var connection = new MySqlConnection(parameters.ConnectionString);
            connection.Open();
            using var command = new MySqlCommand(statements, connection);
            using var reader = command.ExecuteReader();
            var rows = new List<string>();
            do
            {
                while (reader.Read())
                    rows.Add(Row(reader));
            }
            while (reader.NextResult());
            return new StatementResult(string.Join('\n', rows), Error: null, "");
        }
        catch (MySqlException exception)
        {
            return new StatementResult("", exception.ErrorCode, exception.Message);
        }
    }

    /// <summary>Runs statements as root, which must succeed.</summary>
    public string RunAsRoot(string statements)
    {
        var result = Run("root", "", statements);
        Assert.True(result.IsDone, result.Message);
        return result.Output;
    }

    /// <summary>Runs a script in a shell, which must succeed.</summary>
    /// <param name="script">The script.</param>
    /// <param name="variables">Its variables.</param>
    public static void RunScript(string script, params (string Name, string Value)[] variables)
    {
        var all = variables.Select(variable => $"{variable.Name}={variable.Value}");
        var (exitCode, output, error) = Tool.Run("env", "", [.. all, "/bin/bash", "-euo", "pipefail", "-c", script]);
        Assert.True(exitCode == 0, output + error);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    private static string Row(MySqlDataReader reader)
        => string.Join(
            '\t',
            Enumerable
                .Range(0, reader.FieldCount)
                .Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)));

    private void WriteCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(_folder.PathOf("cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(_folder.PathOf("key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
