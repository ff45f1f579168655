using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Data.Qdrant;

/// <summary>
/// Answers as Qdrant's API of snapshots does (https://api.qdrant.tech/api-reference/snapshots): a snapshot is a text with the points of
/// its collection.
/// </summary>
internal sealed class SnapshotApi : IDisposable
{
    /// <summary>The key that callers must have.</summary>
    public const string Key = "of-qdrant";

    private const string Points = "points=";

    // Qdrant writes names as they are, not escaped.
    private static readonly JsonSerializerOptions AsTheyAre = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<string> _calls = [];
    private int _taken;

    /// <summary>Begins to answer.</summary>
    public SnapshotApi()
    {
        Address = $"http://127.0.0.1:{FreePort.Find()}";
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>Where it answers.</summary>
    public string Address { get; }

    /// <summary>The points of each collection.</summary>
    public SortedDictionary<string, int> Collections { get; } = new(StringComparer.Ordinal);

    /// <summary>The collection that each alias leads to.</summary>
    public SortedDictionary<string, string> Aliases { get; } = new(StringComparer.Ordinal);

    /// <summary>The snapshots that are on the server, by collection and name.</summary>
    public SortedDictionary<string, byte[]> Snapshots { get; } = new(StringComparer.Ordinal);

    /// <summary>What was asked: method and path.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    /// <summary>What becomes of a call instead of its answer: a status, or 0 for nothing other. Default: every call is answered.</summary>
    public Func<string, int> Fails { get; set; } = _ => 0;

    /// <summary>What a snapshot is when it is fetched. Default: as it was taken.</summary>
    public Func<byte[], byte[]> Fetched { get; set; } = bytes => bytes;

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => Answer(context));
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // It was closed.
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        request.InputStream.CopyTo(body);
        var call = $"{request.HttpMethod} {Uri.UnescapeDataString(request.Url!.PathAndQuery)}";
        _calls.Enqueue(call);
        var failure = Fails(call);
        var planted = failure == 0 ? ((int, byte[])?)null : (failure, Error("it is planted"));
        var (status, answer) = request.Headers["api-key"] == Key
            ? planted ?? AnswerTo(call, body.ToArray())
            : (401, Error("Must provide an API key"));
        try
        {
            context.Response.StatusCode = status;
            context.Response.OutputStream.Write(answer);
            context.Response.Close();
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // Whoever called waits no longer.
        }
    }

    private (int Status, byte[] Answer) AnswerTo(string call, byte[] body)
    {
        lock (_listener)
        {
            var (method, path) = (call.Split(' ', 2)[0], call.Split(' ', 2)[1].Split('?')[0]);
            if (call == "GET /collections")
                return (200, Result(new JsonObject { ["collections"] = Array(Collections.Keys.Select(Named)) }));
            if (call == "GET /aliases")
                return (200, Result(new JsonObject { ["aliases"] = Array(Aliases.Select(AliasOf)) }));
            if (call == "POST /collections/aliases")
                return TurnAliases(JsonNode.Parse(body));
            var (name, action) = path["/collections/".Length..].Split('/', 2) is [var first, var rest]
                ? (first, rest)
                : (path["/collections/".Length..], "");
            if ((method, action) is ("POST", "snapshots/upload"))
                return Upload(call, name, body);
            if ((method, action) is ("PUT", ""))
            {
                return Collections.TryAdd(name, 0)
                    ? (200, Result(true))
                    : (409, Error($"Wrong input: Collection `{name}` already exists!"));
            }

            return Collections.TryGetValue(name, out var points)
                ? OfCollection(method, name, action, points)
                : (404, Error($"Not found: Collection `{name}` doesn't exist!"));
        }
    }

    private (int Status, byte[] Answer) OfCollection(string method, string name, string action, int points)
    {
        var snapshot = $"{name}/{action.Split('/').Last()}";
        switch (method, action)
        {
            case ("DELETE", ""):
                Collections.Remove(name);
                return (200, Result(true));
            case ("POST", "points/count"):
                return (200, Result(new JsonObject { ["count"] = points }));
            case ("GET", "aliases"):
                var own = Aliases.Where(alias => alias.Value == name).Select(AliasOf);
                return (200, Result(new JsonObject { ["aliases"] = Array(own) }));
            case ("POST", "snapshots"):
                var bytes = Encoding.UTF8.GetBytes($"{Points}{points}\n{new string('x', 3000)}\r\n\0");
                var taken = $"{name}-{++_taken}.snapshot";
                Snapshots[$"{name}/{taken}"] = bytes;
                return (200, Result(new JsonObject
                {
                    ["name"] = taken,
                    ["creation_time"] = "2026-11-30T02:00:00",
                    ["size"] = bytes.Length,
                    ["checksum"] = Convert.ToHexStringLower(SHA256.HashData(bytes)),
                }));
            case ("GET", _) when Snapshots.TryGetValue(snapshot, out var kept):
                return (200, Fetched(kept));
            case ("DELETE", _) when Snapshots.Remove(snapshot):
                return (200, Result(true));
            default:
                return (404, Error("Not found"));
        }
    }

    // One part of a form, as curl sends a file.
    private (int Status, byte[] Answer) Upload(string call, string name, byte[] body)
    {
        var begin = body.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        var end = body.AsSpan().LastIndexOf("\r\n--"u8);
        var file = body[begin..end];
        if (!call.Contains($"checksum={Convert.ToHexStringLower(SHA256.HashData(file))}", StringComparison.Ordinal))
            return (400, Error("Snapshot checksum mismatch"));
        var text = Encoding.UTF8.GetString(file);
        Collections[name] = int.Parse(text[Points.Length..text.IndexOf('\n', StringComparison.Ordinal)]);
        return (200, Result(true));
    }

    // Whether Qdrant minds an alias that is not there its reference does not say: this one does.
    private (int Status, byte[] Answer) TurnAliases(JsonNode? body)
    {
        foreach (var action in body.Items("actions"))
        {
            if (action.Text("delete_alias.alias_name") is { Length: > 0 } gone && !Aliases.Remove(gone))
                return (404, Error($"Not found: Alias {gone} does not exist"));
            if (action.Text("create_alias.alias_name") is { Length: > 0 } alias)
                Aliases[alias] = action.Text("create_alias.collection_name");
        }

        return (200, Result(true));
    }

    private static JsonObject AliasOf(KeyValuePair<string, string> alias)
        => new() { ["alias_name"] = alias.Key, ["collection_name"] = alias.Value };

    private static JsonObject Named(string name) => new() { ["name"] = name };

    private static JsonArray Array(IEnumerable<JsonNode> items) => new([.. items]);

    private static byte[] Result(JsonNode result)
        => Bytes(new JsonObject { ["result"] = result, ["status"] = "ok", ["time"] = 0.0001 });

    private static byte[] Error(string message)
        => Bytes(new JsonObject { ["status"] = new JsonObject { ["error"] = message }, ["time"] = 0.0 });

    private static byte[] Bytes(JsonObject answer) => Encoding.UTF8.GetBytes(answer.ToJsonString(AsTheyAre));
}
