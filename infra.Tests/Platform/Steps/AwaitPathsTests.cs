using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Infra.Tests.Support;

namespace Infra.Tests.Platform.Steps;

/// <summary>The script that waits for paths, run by a shell against ports of this machine.</summary>
public sealed class AwaitPathsTests
{
    [ToolFact("nc")]
    public void Open_paths_are_passed_at_once()
    {
        using var first = Listening();
        using var second = Listening();
        Assert.Equal(
            (0, $"{AddressOf(first)} takes connections.\n{AddressOf(second)} takes connections.\n", ""),
            Await(5, AddressOf(first), AddressOf(second)));
    }

    [ToolFact("nc")]
    public async Task A_path_that_opens_late_is_waited_for()
    {
        using var late = Listening();
        var address = AddressOf(late);
        late.Stop();
        var waiting = Task.Run(() => Await(30, address));
        await Task.Delay(1500);
        Assert.False(waiting.IsCompleted);
        using var opened = new TcpListener(IPEndPoint.Parse(address));
        opened.Start();
        Assert.Equal((0, $"{address} takes connections.\n", ""), await waiting.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [ToolFact("nc")]
    public void A_path_that_stays_closed_is_named_when_the_time_is_over()
    {
        using var open = Listening();
        using var closed = Listening();
        var address = AddressOf(closed);
        closed.Stop();
        var time = Stopwatch.StartNew();
        var (exitCode, output, error) = Await(2, AddressOf(open), address);
        Assert.Equal(
            (
                1,
                $"{AddressOf(open)} takes connections.\n{address} took no connection within 2 seconds: "
                    + "is it up, does its name resolve, does a NetworkPolicy let this pod reach it?\n",
                ""),
            (exitCode, output, error));
        Assert.InRange(time.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20));
    }

    private static (int ExitCode, string Output, string Error) Await(int seconds, params IEnumerable<string> addresses)
        => Tool.Run("sh", "", [Repository.PathOf("infra/Steps/await-paths.sh"), $"{seconds}", .. addresses]);

    private static TcpListener Listening()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static string AddressOf(TcpListener listener) => listener.LocalEndpoint.ToString()!;
}
