using System.Diagnostics;
using System.Net.Sockets;

namespace Infra.Tests.Support;

/// <summary>A server that speaks S3, on a port of the loopback, with its buckets in a folder of its own.</summary>
internal sealed class RunningS3 : IDisposable
{
    /// <summary>What tests that start one need, for <see cref="ToolFactAttribute"/>.</summary>
    public const string Module = "npm:s3rver";

    /// <summary>The bucket that it begins with.</summary>
    public const string Bucket = "backups";

    /// <summary>The access key, and the secret key as well.</summary>
    public const string Key = "S3RVER";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ScratchFolder _folder = new();
    private readonly Process _process;

    private RunningS3(int port)
    {
        Port = port;
        _process = Process.Start(new ProcessStartInfo(
            Tool.PathOf("node"),
            [
                Path.Combine(Tool.NodeModules, "s3rver/bin/s3rver.js"),
                "--directory",
                _folder.Path,
                "--address",
                "127.0.0.1",
                "--port",
                $"{port}",
                "--silent",
                "--configure-bucket",
                Bucket,
            ]) { UseShellExecute = false })!;
    }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>Its address.</summary>
    public string Endpoint => $"http://127.0.0.1:{Port}";

    /// <summary>The variables that rclone's remote <c>store</c> is told with, and every client of S3 its keys.</summary>
    public Dictionary<string, string> Variables => new()
    {
        ["RCLONE_CONFIG"] = _folder.PathOf("rclone.conf"),
        ["RCLONE_CONFIG_STORE_TYPE"] = "s3",
        ["RCLONE_CONFIG_STORE_PROVIDER"] = "Other",
        ["RCLONE_CONFIG_STORE_ENV_AUTH"] = "true",
        ["RCLONE_CONFIG_STORE_REGION"] = "us-east-1",
        ["RCLONE_CONFIG_STORE_NO_CHECK_BUCKET"] = "true",
        ["RCLONE_CONFIG_STORE_ENDPOINT"] = Endpoint,
        ["AWS_ACCESS_KEY_ID"] = Key,
        ["AWS_SECRET_ACCESS_KEY"] = Key,
    };

    /// <summary>Starts one.</summary>
    public static async Task<RunningS3> StartAsync()
    {
        var server = new RunningS3(FreePort.Find());
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience && !server._process.HasExited; await Task.Delay(50))
        {
            if (server.Listens())
                return server;
        }

        server.Dispose();
        throw new InvalidOperationException("The server did not start.");
    }

    /// <summary>The names of the objects below a prefix, in order.</summary>
    /// <param name="prefix">The prefix, without the bucket.</param>
    public IReadOnlyList<string> Objects(string prefix = "")
        => [.. Rclone("lsf", "--recursive", "--files-only", $"store:{Bucket}/{prefix}")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Order(StringComparer.Ordinal)];

    /// <summary>Runs rclone against it.</summary>
    /// <param name="arguments">The arguments; the remote is <c>store:</c>.</param>
    public string Rclone(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Tool.PathOf("rclone"), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A bundle of certificates that others are told to trust is in the way of what has none.
        start.Environment.Remove("AWS_CA_BUNDLE");
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return output.Result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    private bool Listens()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
