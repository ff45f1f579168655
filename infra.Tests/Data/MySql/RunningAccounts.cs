using System.Diagnostics;
using System.Globalization;
using Infra.Data.MySql;
using Infra.Tests.Support;

namespace Infra.Tests.Data.MySql;

/// <summary>The script that keeps accounts, in a folder of its own and in more of a hurry.</summary>
internal sealed class RunningAccounts : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ScratchFolder _folder = new();
    private readonly Process _process;

    /// <summary>Starts the script.</summary>
    /// <param name="connect">The command that takes statements, without the user.</param>
    /// <param name="database">The name of the database and its user.</param>
    /// <param name="requiresTls">Whether the user connects with TLS only.</param>
    /// <param name="password">The password of the user.</param>
    /// <param name="monitorPassword">The password of the exporter's user.</param>
    /// <param name="turn">The seconds between two turns.</param>
    /// <param name="patience">The seconds before another password is taken for an old one.</param>
    public RunningAccounts(
        string connect,
        string database,
        bool requiresTls,
        string password,
        string monitorPassword,
        int turn = 1,
        int patience = 1)
    {
        // The command comes last: a part of it may be in /tmp as well.
        var script = MySqlAccountsContainer.Script("the-client", database, requiresTls);
        foreach (var (before, after) in new[]
            {
                ("/tmp/", $"{_folder.Path}/"),
                ("pause 300", $"pause {turn}"),
                ("pause 60", $"pause {patience}"),
                ("pause 5\n", "pause 1\n"),
                ("the-client", connect),
            })
        {
            Assert.Contains(before, script, StringComparison.Ordinal);
            script = script.Replace(before, after, StringComparison.Ordinal);
        }

        var start = new ProcessStartInfo("/bin/sh", ["-euc", script])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["MYSQL_PWD"] = "";
        start.Environment[MySqlAccounts.PasswordVariable] = password;
        start.Environment[MySqlAccounts.MonitorPasswordVariable] = monitorPassword;
        _process = Process.Start(start)!;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>Whether it says that the accounts are as they should be.</summary>
    public bool IsReady => File.Exists(_folder.PathOf("applied"));

    /// <summary>Whether it is seen to turn, when its last turn began some time ago.</summary>
    public bool IsTurningAfter(TimeSpan time)
    {
        File.SetLastWriteTimeUtc(_folder.PathOf("turning"), DateTime.UtcNow - time);
        return Tool.Run(
                "/bin/sh",
                "",
                "-c",
                MySqlAccountsContainer.IsTurning.Replace("/tmp/", $"{_folder.Path}/", StringComparison.Ordinal)).ExitCode == 0;
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        for (var waited = Stopwatch.StartNew(); !condition(); await Task.Delay(100))
            Assert.True(waited.Elapsed < Patience, "It has not come about in time.");
    }

    /// <summary>Tells the script to end; returns its exit code, and the time that it took.</summary>
    public (int ExitCode, TimeSpan Time) Stop()
    {
        var waited = Stopwatch.StartNew();
        Assert.Equal(0, Tool.Run("kill", "", "-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)).ExitCode);
        Assert.True(_process.WaitForExit(Patience), "It does not end.");
        return (_process.ExitCode, waited.Elapsed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }
}
