using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace Pulumi.Engine;

/// <summary>
/// Calls of one request and one answer over HTTP/2 without TLS, as gRPC frames them
/// (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md). All calls share one connection.
/// </summary>
internal sealed class GrpcChannel : IDisposable
{
    // A byte that says whether the message is compressed, and four with its length.
    private const int HeaderLength = 5;

    // What the engine's own side and the official package allow.
    private const int LongestMessage = 400 * 1024 * 1024;

    // What the runtime takes for broken HTTP/2 (https://www.rfc-editor.org/rfc/rfc9113#section-7).
    private const int ProtocolError = 1;

    private const string StatusHeader = "grpc-status";
    private const string MessageHeader = "grpc-message";

    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(10);

    private static readonly MediaTypeHeaderValue ContentType = new("application/grpc");

    private readonly string _address;
    private readonly HttpClient _client;

    /// <summary>Connects with the first call.</summary>
    /// <param name="address">Host and port.</param>
    public GrpcChannel(string address)
    {
        _address = address;
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, ConnectTimeout = LongestConnect })
        {
            // A registration lasts as long as the deployment of the resource does.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Calls a method.</summary>
    /// <param name="method">Its name with that of its service: <c>pulumirpc.Engine/Log</c>.</param>
    /// <param name="request">The request.</param>
    /// <param name="parser">Reads the answer.</param>
    /// <param name="limit">The time in which the answer must come. Default: any.</param>
    /// <exception cref="EngineException">The other side refused it, or did not answer.</exception>
    public async Task<TResponse> CallAsync<TResponse>(string method, IMessage request, MessageParser<TResponse> parser, TimeSpan? limit = null)
        where TResponse : IMessage<TResponse>
    {
        using var cancellation = new CancellationTokenSource(limit ?? Timeout.InfiniteTimeSpan);
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, $"http://{_address}/{method}")
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                Content = new ByteArrayContent(Frame(request)) { Headers = { ContentType = ContentType } },
            };
            message.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
            using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation.Token);
            ThrowIfRefused(method, response.StatusCode, response.Headers);
            await using var stream = await response.Content.ReadAsStreamAsync(cancellation.Token);
            var answer = await ReadAsync(method, stream, cancellation.Token);
            ThrowIfRefused(method, response.StatusCode, response.TrailingHeaders);
            return parser.ParseFrom(answer ?? throw new EngineException(GrpcStatus.Internal, $"{Engine} answered {method} with nothing."));
        }
        catch (OperationCanceledException exception)
        {
            throw new EngineException(GrpcStatus.DeadlineExceeded, $"{Engine} did not answer {method} within {limit?.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds.", exception) { IsUnanswered = true };
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new EngineException(GrpcStatus.Internal, $"{Engine} answered {method} with what is no message of Pulumi's protocol: {OneLine(exception.Message)}", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new EngineException(GrpcStatus.Unavailable, $"The connection to the Pulumi engine at {_address} failed: {ReasonOf(exception)}", exception) { IsConnectionLost = true };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private string Engine => $"The Pulumi engine at {_address}";

    private static byte[] Frame(IMessage message)
    {
        var frame = new byte[HeaderLength + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - HeaderLength);
        message.WriteTo(frame.AsSpan(HeaderLength));
        return frame;
    }

    // The message to its end, and then to the end of the stream, which is when the trailers are there; null where there is no message.
    private async Task<byte[]?> ReadAsync(string method, Stream stream, CancellationToken cancellation)
    {
        var header = new byte[HeaderLength];
        if (await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellation) < HeaderLength)
            return null;
        var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1));
        if (header[0] != 0)
            throw new EngineException(GrpcStatus.Internal, $"{Engine} answered {method} with a compressed message, which it was not asked for.");
        if (length > LongestMessage)
            throw new EngineException(GrpcStatus.ResourceExhausted, $"{Engine} answered {method} with {length} bytes; a message has at most {LongestMessage}.");

        var message = new byte[length];
        await stream.ReadExactlyAsync(message, cancellation);
        if (await stream.ReadAsync(header, cancellation) > 0)
            throw new EngineException(GrpcStatus.Internal, $"{Engine} answered {method} with more than one message.");
        return message;
    }

    // The status comes with the headers where there is no message, and else after it.
    private void ThrowIfRefused(string method, HttpStatusCode code, HttpResponseHeaders headers)
    {
        if (code != HttpStatusCode.OK)
            throw new EngineException(GrpcStatus.Internal, $"{Engine} answered {method} with the HTTP status {(int)code}: it does not speak Pulumi's protocol.");
        if (!headers.TryGetValues(StatusHeader, out var values) || !int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var status) || status == (int)GrpcStatus.Ok)
            return;
        var detail = headers.TryGetValues(MessageHeader, out var messages) ? Uri.UnescapeDataString(messages.First()) : $"status {status}";
        throw new EngineException((GrpcStatus)status, detail);
    }

    // Most of what the runtime says of a broken connection is about its own objects.
    private static string ReasonOf(Exception exception) => exception.GetBaseException() switch
    {
        // Without a cause, the runtime says that the other side closed before HTTP/2 had begun.
        HttpProtocolException { ErrorCode: ProtocolError } or HttpRequestException => "the other side does not speak HTTP/2",
        ObjectDisposedException or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "the other side closed it",
        var cause => OneLine(cause.Message),
    };

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();
}
