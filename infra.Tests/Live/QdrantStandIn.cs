using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using StackPreview.Json;

namespace Infra.Tests.Live;

/// <summary>
/// Answers as Qdrant does (https://api.qdrant.tech/api-reference), as far as the sample asks: it knows collections, points and their
/// similarity, and keeps them in memory, also while it is stopped.
/// </summary>
/// <param name="host">Where it listens.</param>
/// <param name="port">Its port.</param>
/// <param name="apiKey">The key that its clients must have.</param>
internal sealed class QdrantStandIn(PrivateHost host, int port, string apiKey) : IDisposable
{
    private const string Collections = "/collections/";

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, double[]>> _collections = new();
    private readonly ConcurrentDictionary<Socket, byte> _connections = new();
    private Socket? _listener;

    /// <summary>Begins to answer.</summary>
    public void Start()
    {
        _listener = host.Listen(port);
        _ = AcceptAsync(_listener);
    }

    /// <summary>Closes its port and all connections.</summary>
    public void Stop()
    {
        _listener?.Dispose();
        foreach (var connection in _connections.Keys)
            connection.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => Stop();

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        _connections.TryAdd(connection, 0);
        try
        {
            await using var stream = new BufferedStream(new NetworkStream(connection, ownsSocket: true));
            while (await RequestAsync(stream) is { } request)
            {
                var (status, answer) =
                    request.ApiKey == apiKey
                        ? Answer(request.Method, request.Path, request.Body)
                        : (401, Error("Must provide an API key or an Authorization bearer token"));
                var body = answer.ToJsonString();
                await stream.WriteAsync(
                    Encoding.UTF8.GetBytes(
                        $"HTTP/1.1 {status} Answer\r\ncontent-type: application/json\r\ncontent-length: "
                            + $"{Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
                await stream.FlushAsync();
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // Either side has gone.
        }

        _connections.TryRemove(connection, out _);
    }

    private static async Task<(string Method, string Path, string? ApiKey, JsonNode? Body)?> RequestAsync(Stream stream)
    {
        var head = new StringBuilder();
        var next = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(next) == 0)
                return null;
            head.Append((char)next[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines
            .Skip(1)
            .Select(line => line.Split(':', 2))
            .ToDictionary(parts => parts[0], parts => parts[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers.GetValueOrDefault("content-length", "0"))];
        await stream.ReadExactlyAsync(body);
        var request = lines[0].Split(' ');
        return (request[0],
            request[1].Split('?')[0],
            headers.GetValueOrDefault("api-key"),
            body.Length == 0 ? null : JsonNode.Parse(body));
    }

    private (int Status, JsonNode Answer) Answer(string method, string path, JsonNode? body)
    {
        var (name, action) =
            path.StartsWith(Collections, StringComparison.Ordinal) && path[Collections.Length..].Split('/', 2) is var parts
                ? (parts[0], parts.ElementAtOrDefault(1) ?? "")
                : ("", "");
        if (name.Length == 0)
            return (404, Error("Not found"));
        if ((method, action) == ("GET", "exists"))
            return (200, Result(new JsonObject { ["exists"] = _collections.ContainsKey(name) }));
        if ((method, action) == ("PUT", ""))
        {
            return _collections.TryAdd(name, new())
                ? (200, Result(true))
                : (409, Error($"Wrong input: Collection `{name}` already exists!"));
        }

        if (!_collections.TryGetValue(name, out var points))
            return (404, Error($"Not found: Collection `{name}` doesn't exist!"));
        return (method, action) switch
        {
            ("PUT", "points") => (200, Upsert(points, body)),
            ("POST", "points/query") => (200, Query(points, body)),
            _ => (404, Error("Not found")),
        };
    }

    private static JsonObject Upsert(ConcurrentDictionary<string, double[]> points, JsonNode? body)
    {
        foreach (var point in body.Items("points"))
            points[point.Text("id")] = Vector(point, "vector");
        return Result(new JsonObject { ["operation_id"] = 1, ["status"] = "completed" });
    }

    // The vectors have length 1, so that their product is the cosine.
    private static JsonObject Query(ConcurrentDictionary<string, double[]> points, JsonNode? body)
    {
        var question = Vector(body, "query");
        var best = from point in points
                   let score = point.Value.Zip(question, (left, right) => left * right).Sum()
                   orderby score descending
                   select new JsonObject { ["id"] = point.Key, ["version"] = 1, ["score"] = score };
        return Result(new JsonObject { ["points"] = new JsonArray([.. best.Take(body.Number("limit")!.Value)]) });
    }

    private static double[] Vector(JsonNode? node, string name) => [.. node.Items(name).Select(number => number.GetValue<double>())];

    private static JsonObject Result(JsonNode result) => new() { ["result"] = result, ["status"] = "ok", ["time"] = 0.0001 };

    private static JsonObject Error(string message) => new() { ["status"] = new JsonObject { ["error"] = message }, ["time"] = 0.0 };
}
