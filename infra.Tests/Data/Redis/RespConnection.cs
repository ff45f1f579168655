using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Infra.Tests.Data.Redis;

/// <summary>A connection that speaks Redis' protocol (https://redis.io/docs/latest/develop/reference/protocol-spec/), version 2.</summary>
internal sealed class RespConnection : IDisposable
{
    private readonly TcpClient _client;
    private readonly BufferedStream _stream;

    private RespConnection(TcpClient client) => (_client, _stream) = (client, new BufferedStream(client.GetStream()));

    /// <summary>Connects to a server.</summary>
    public static RespConnection Open(IPAddress address, int port)
    {
        var client = new TcpClient { ReceiveTimeout = 5000 };
        try
        {
            client.Connect(address, port);
            return new RespConnection(client);
        }
        catch (SocketException)
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Sends a command whose arguments are parted by blanks.</summary>
    public RespReply Send(string command) => Send(command.Split(' '));

    /// <summary>Sends a command.</summary>
    public RespReply Send(params IReadOnlyCollection<string> arguments)
    {
        var text = new StringBuilder($"*{arguments.Count}\r\n");
        foreach (var argument in arguments)
            text.Append($"${Encoding.UTF8.GetByteCount(argument)}\r\n{argument}\r\n");
        _stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
        _stream.Flush();
        return Read();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }

    private RespReply Read()
    {
        var line = ReadLine();
        return line[0] switch
        {
            '+' or ':' => new RespReply(line[1..], IsError: false, []),
            '-' => new RespReply(line[1..], IsError: true, []),
            '$' => new RespReply(ReadText(int.Parse(line[1..])), IsError: false, []),
            '*' => new RespReply("", IsError: false, [.. Enumerable.Range(0, Math.Max(0, int.Parse(line[1..]))).Select(_ => Read())]),
            _ => throw new InvalidDataException(line),
        };
    }

    private string ReadText(int length)
    {
        if (length < 0)
            return "";
        var bytes = new byte[length + 2];
        _stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private string ReadLine()
    {
        var line = new StringBuilder();
        while (true)
        {
            var next = _stream.ReadByte();
            if (next < 0)
                throw new EndOfStreamException("The server has closed the connection.");
            if (next == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append((char)next);
        }
    }
}
