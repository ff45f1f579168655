using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Pulumi.Engine;

/// <summary>A connection to one of the engine's services. All calls share it.</summary>
internal sealed class EngineChannel : IDisposable
{
    // What the engine's own side and the official package allow.
    private const int LongestMessage = 400 * 1024 * 1024;

    // What the runtime takes for broken HTTP/2 (https://www.rfc-editor.org/rfc/rfc9113#section-7).
    private const int ProtocolError = 1;

    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(10);

    private readonly GrpcChannel _channel;

    /// <summary>Connects with the first call.</summary>
    /// <param name="address">Host and port.</param>
    public EngineChannel(string address)
    {
        Address = address;
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = LongestConnect,
        };
        _channel = GrpcChannel.ForAddress($"http://{address}", new GrpcChannelOptions
        {
            // A registration lasts as long as the deployment of the resource does.
            HttpClient = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan },
            DisposeHttpClient = true,
            MaxReceiveMessageSize = LongestMessage,
            // The engine is on this machine: nothing is compressed.
            CompressionProviders = [],
        });
        Calls = _channel.CreateCallInvoker();
    }

    /// <summary>Host and port.</summary>
    public string Address { get; }

    /// <summary>What clients of a service make their calls with.</summary>
    public CallInvoker Calls { get; }

    /// <summary>Waits for the answer to a call.</summary>
    /// <exception cref="EngineException">The other side refused it, or did not answer.</exception>
    public async Task<TResponse> AnswerAsync<TResponse>(AsyncUnaryCall<TResponse> call)
    {
        try
        {
            using (call)
                return await call;
        }
        catch (RpcException exception) when (TransportFailureOf(exception) is { } failure)
        {
            var message = $"The connection to the Pulumi engine at {Address} failed: {ReasonOf(failure)}";
            throw new EngineException(EngineFailure.ConnectionLost, message, exception);
        }
        catch (RpcException exception)
        {
            throw new EngineException(FailureOf(exception.StatusCode), exception.Status.Detail, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    private static EngineFailure FailureOf(StatusCode status) => status switch
    {
        StatusCode.Unimplemented => EngineFailure.Unknown,
        StatusCode.DeadlineExceeded => EngineFailure.Unanswered,
        // Whatever was asked: there is nothing any more that would answer.
        StatusCode.Unavailable or StatusCode.Cancelled => EngineFailure.Ended,
        _ => EngineFailure.Refused,
    };

    // A message that cannot be read is an exception of input and output too, and the connection is there.
    private static Exception? TransportFailureOf(RpcException exception)
        => exception.Status.DebugException is HttpRequestException or (IOException and not InvalidProtocolBufferException)
            ? exception.Status.DebugException
            : null;

    // Most of what the runtime says of a broken connection is about its own objects.
    private static string ReasonOf(Exception exception) => exception.GetBaseException() switch
    {
        // Without a cause, the runtime says that the other side closed before HTTP/2 had begun.
        HttpProtocolException { ErrorCode: ProtocolError } or HttpRequestException => "the other side does not speak HTTP/2",
        ObjectDisposedException or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "the other side closed it",
        var cause => cause.Message.ReplaceLineEndings(" ").Trim(),
    };
}
