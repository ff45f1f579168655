using System.Net.Sockets;

namespace Infra;

/// <summary>
/// The connection to the Pulumi engine, apart from what is said over it: the SDK waits without end for an engine that is silent.
/// </summary>
internal static class EngineConnection
{
    // The type of the frame that either side begins with, and the length of the head of a frame (RFC 9113, sections 3.4, 4.1 and 6.5).
    private const byte Settings = 4;
    private const int TypeAt = 3;
    private const int HeadLength = 9;

    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    // What a client begins a connection of HTTP/2 with, and settings of which none differs from the default.
    private static readonly byte[] Preface = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, Settings, 0, 0, 0, 0, 0];

    /// <summary>Finds out whether the engine answers.</summary>
    /// <param name="addresses">Host and port of each of its services.</param>
    /// <returns>What is wrong, in one sentence; null where all answer.</returns>
    public static async Task<string?> FaultOfAsync(params IEnumerable<string> addresses)
        => (await Task.WhenAll(addresses.Select(FaultOfAsync))).FirstOrDefault(fault => fault is not null);

    /// <summary>The sentence on a connection that failed.</summary>
    /// <param name="address">Host and port.</param>
    /// <param name="exception">How it failed.</param>
    public static string Failed(string address, Exception exception)
        => Failed(address, exception.GetBaseException().Message.ReplaceLineEndings(" ").Trim().TrimEnd('.'));

    /// <summary>The sentence on a connection that was there, of whose end nothing more is known.</summary>
    /// <param name="address">Host and port.</param>
    public static string Lost(string address) => Failed(address, "the other side closed it");

    private static string Failed(string address, string reason) => $"The connection to the Pulumi engine at {address} failed: {reason}";

    private static async Task<string?> FaultOfAsync(string address)
    {
        using var patience = new CancellationTokenSource(LongestSilence);
        try
        {
            var separator = address.LastIndexOf(':');
            using var client = new TcpClient();
            await client.ConnectAsync(address[..separator].Trim('[', ']'), int.Parse(address.AsSpan(separator + 1)), patience.Token);
            var stream = client.GetStream();
            await stream.WriteAsync(Preface, patience.Token);
            var head = new byte[HeadLength];
            await stream.ReadExactlyAsync(head, patience.Token);
            return head[TypeAt] == Settings ? null : Failed(address, "the other side does not speak HTTP/2");
        }
        catch (OperationCanceledException)
        {
            return $"The Pulumi engine at {address} did not answer within {LongestSilence.TotalSeconds} seconds.";
        }
        catch (EndOfStreamException)
        {
            return Lost(address);
        }
        catch (Exception exception) when (exception is IOException or SocketException or FormatException or ArgumentException)
        {
            return Failed(address, exception);
        }
    }
}
