using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Infra.Data;
using Infra.Data.Redis;
using Infra.Environments;
using Infra.Settings;
using Infra.Tests.Support;

namespace Infra.Tests.Data.Redis;

/// <summary>A real Redis, with the files that the component renders, in a folder and on a port of its own.</summary>
internal sealed class RunningRedis : IDisposable
{
    /// <summary>The application's password, with characters that URLs cannot have as they are.</summary>
    public const string ApplicationPassword = "app:p@ss/w#rd?";

    /// <summary>The monitor's password.</summary>
    public const string MonitorPassword = "monitor-password";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The password of backups.</summary>
    public const string BackupPassword = "backup-password";

    /// <summary>The password of what has it read a renewed certificate.</summary>
    public const string ReloadPassword = "reload-password";

    private readonly ScratchFolder _folder = new();
    private readonly RedisSettings _settings;
    private Process? _process;

    private RunningRedis(RedisSettings settings)
    {
        _settings = settings;
        Port = FreePort.Find();
        TlsPort = FreePort.Find();
        CertificateFolder = Directory.CreateDirectory(_folder.PathOf("tls")).FullName;
        if (settings.HasTls)
            Authority.SignInto(CertificateFolder);
        var listener = settings.HasTls ? new RedisListener(TlsPort, CertificateFolder, Socket) : null;
        DataFolder = Directory.CreateDirectory(_folder.PathOf("data")).FullName;
        File.WriteAllText(
            _folder.PathOf(RedisConfiguration.FileName),
            // Nobody waits for a second replica to ask for the same copy.
            RedisConfiguration.Text(settings, DataFolder, _folder.PathOf(RedisConfiguration.UsersFileName), Port, listener)
                + "repl-diskless-sync-delay 0\n");
        File.WriteAllText(
            _folder.PathOf(RedisConfiguration.UsersFileName),
            RedisConfiguration.Users(
                [ApplicationPassword],
                MonitorPassword,
                BackupPassword,
                settings.HasTls ? ReloadPassword : null));
    }

    /// <summary>The settings it is started with: the defaults, and little memory.</summary>
    public static RedisSettings Settings { get; } =
        new()
        {
            Provider = DataService.InCluster,
            Storage = "1Gi",
            Cpu = "50m",
            Memory = "16Mi",
            Backup = SnapshotSettings.Of(Dev.Traits),
        };

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>The port with TLS, where it has one.</summary>
    public int TlsPort { get; }

    /// <summary>What signs its certificate.</summary>
    public TestAuthority Authority { get; } = new();

    /// <summary>The folder of its certificate.</summary>
    public string CertificateFolder { get; }

    /// <summary>The path of the certificate that it is verified with.</summary>
    public string CaFile => Path.Combine(CertificateFolder, ServerCertificate.AuthorityFile);

    /// <summary>The path of its socket, where it has TLS.</summary>
    public string Socket => _folder.PathOf("redis.sock");

    /// <summary>The folder of its data.</summary>
    public string DataFolder { get; }

    /// <summary>Starts a server that has no data.</summary>
    public static async Task<RunningRedis> StartAsync(RedisSettings? settings = null)
    {
        var server = new RunningRedis(settings ?? Settings);
        await server.RunAsync();
        return server;
    }

    /// <summary>A server that was never started: its volume is empty.</summary>
    public static RunningRedis Prepare(RedisSettings? settings = null) => new(settings ?? Settings);

    /// <summary>A connection of nobody yet.</summary>
    public RespConnection Connect(IPAddress? address = null) => RespConnection.Open(address ?? IPAddress.Loopback, Port);

    /// <summary>A connection of the application.</summary>
    public RespConnection ConnectApplication() => Connect(RedisConfiguration.ApplicationUser, ApplicationPassword);

    /// <summary>A connection of the probes and the exporter.</summary>
    public RespConnection ConnectMonitor() => Connect(RedisConfiguration.MonitorUser, MonitorPassword);

    /// <summary>Ends the server as the loss of its node would: without a word.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Starts the server again, on the data it left.</summary>
    public async Task RunAsync()
    {
        var start = new ProcessStartInfo(
            "redis-server",
            [_folder.PathOf(RedisConfiguration.FileName)]) { UseShellExecute = false, RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        var log = _process.StandardOutput.ReadToEndAsync();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience && !_process.HasExited; await Task.Delay(20))
        {
            if (IsReady())
                return;
        }

        _process.Kill();
        throw new InvalidOperationException($"The server did not start:\n{await log}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_process is not null)
            Kill();
        Authority.Dispose();
        _folder.Dispose();
    }

    private bool IsReady()
    {
        // Its own pod's socket, where the network has no plain port.
        if (!_settings.IsPlain)
            return File.Exists(Socket);
        try
        {
            using var connection = Connect();
            return !connection.Send("AUTH", RedisConfiguration.MonitorUser, MonitorPassword).IsError
                && connection.Send("PING").Text == "PONG";
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private RespConnection Connect(string user, string password)
    {
        var connection = Connect();
        Assert.Equal("OK", connection.Send("AUTH", user, password).Text);
        return connection;
    }
}
