using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Infra.Tests.Support;

namespace Infra.Tests.Platform.Steps;

/// <summary>
/// Answers kubectl as an API server that has one resource of one API group (https://kubernetes.io/docs/reference/using-api/api-concepts/).
/// </summary>
internal sealed class ApiServerStandIn : IDisposable
{
    private const string Namespace = "shop-dev";

    private readonly HttpListener _listener = new();
    private readonly string _group;
    private readonly string _resource;
    private readonly string _kind;
    private readonly Func<string, string, JsonNode?, (int Status, JsonNode Body)> _answer;

    /// <summary>Begins to answer.</summary>
    /// <param name="groupVersion">The group and its version, such as <c>example.com/v1</c>.</param>
    /// <param name="resource">The resource, in the plural.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="answer">What is answered to a method, the name of an object (empty for a new one) and what is sent.</param>
    public ApiServerStandIn(
        string groupVersion,
        string resource,
        string kind,
        Func<string, string, JsonNode?, (int Status, JsonNode Body)> answer)
    {
        (_group, _resource, _kind, _answer) = (groupVersion, resource, kind, answer);
        Address = $"http://127.0.0.1:{FreePort.Find()}";
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>The names of the volume claims that a label selector finds. Default: it has no such resource.</summary>
    public Func<string, IEnumerable<string>>? Claims { get; init; }

    /// <summary>Where it answers.</summary>
    public string Address { get; }

    /// <summary>The configuration with which kubectl finds it.</summary>
    public string KubeConfig => $$$"""
        {"apiVersion": "v1", "kind": "Config", "current-context": "it",
         "clusters": [{"name": "it", "cluster": {"server": "{{{Address}}}"}}],
         "contexts": [{"name": "it", "context": {"cluster": "it", "namespace": "{{{Namespace}}}"}}]}
        """;

    /// <summary>A refusal, as the API server writes it.</summary>
    public static JsonNode Status(int code, string reason, string message) => new JsonObject
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["status"] = "Failure",
        ["message"] = message,
        ["reason"] = reason,
        ["code"] = code,
    };

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                Answer(await _listener.GetContextAsync());
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // It was closed.
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var (status, body) = AnswerTo(context.Request);
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.OutputStream.Write(bytes);
        context.Response.Close();
    }

    private (int Status, JsonNode Body) AnswerTo(HttpListenerRequest request)
    {
        var objects = $"/apis/{_group}/namespaces/{Namespace}/{_resource}";
        var path = request.Url!.AbsolutePath;
        if (path == "/api")
            return (200, new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1") });
        if (path == "/api/v1")
            return (200, Resources("v1", Claims is null ? [] : [Resource("persistentvolumeclaims", "PersistentVolumeClaim", "list")]));
        if (path == $"/api/v1/namespaces/{Namespace}/persistentvolumeclaims" && Claims is { } claims)
            return (200, List(claims(request.QueryString["labelSelector"] ?? "")));
        if (path == "/apis")
            return (200, Groups());
        if (path == $"/apis/{_group}")
            return (200, Resources(_group, [Resource(_resource, _kind, "create", "get")]));
        if (!path.StartsWith(objects, StringComparison.Ordinal))
            return (404, Status(404, "NotFound", $"the server could not find {path}"));
        using var reader = new StreamReader(request.InputStream);
        var sent = reader.ReadToEnd();
        return _answer(request.HttpMethod, path[objects.Length..].TrimStart('/'), sent.Length == 0 ? null : JsonNode.Parse(sent));
    }

    private JsonObject Groups()
    {
        var version = new JsonObject { ["groupVersion"] = _group, ["version"] = _group.Split('/')[1] };
        return new JsonObject
        {
            ["kind"] = "APIGroupList",
            ["apiVersion"] = "v1",
            ["groups"] = new JsonArray(new JsonObject
            {
                ["name"] = _group.Split('/')[0],
                ["versions"] = new JsonArray(version.DeepClone()),
                ["preferredVersion"] = version,
            }),
        };
    }

    private static JsonObject List(IEnumerable<string> claims) => new()
    {
        ["kind"] = "PersistentVolumeClaimList",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject { ["resourceVersion"] = "1" },
        ["items"] = new JsonArray([.. claims.Select(claim => new JsonObject
        {
            ["kind"] = "PersistentVolumeClaim",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject { ["name"] = claim, ["namespace"] = Namespace },
        })]),
    };

    private static JsonObject Resources(string group, JsonArray resources)
        => new() { ["kind"] = "APIResourceList", ["apiVersion"] = "v1", ["groupVersion"] = group, ["resources"] = resources };

    private static JsonObject Resource(string resource, string kind, params IEnumerable<string> verbs) => new()
    {
        ["name"] = resource,
        ["singularName"] = kind.ToLowerInvariant(),
        ["namespaced"] = true,
        ["kind"] = kind,
        ["verbs"] = new JsonArray([.. verbs.Select(verb => JsonValue.Create(verb))]),
    };
}
