using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Infra.Tests.Platform.Steps;

/// <summary>Answers kubectl as an API server that has one workload and its new pods, which are others at each look.</summary>
internal sealed class WorkloadApi : IDisposable
{
    private const string Namespace = "shop-dev";

    private readonly HttpListener _listener = new();
    private readonly string _address;
    private readonly Func<int, Look> _looks;
    private int _look = -1;

    /// <summary>Begins to answer.</summary>
    /// <param name="looks">What is there at a look: the first is 0.</param>
    public WorkloadApi(Func<int, Look> looks)
    {
        _looks = looks;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            _address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add($"{_address}/");
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>The configuration with which kubectl finds it.</summary>
    public string KubeConfig => new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Config",
        ["current-context"] = "it",
        ["clusters"] = new JsonArray(new JsonObject { ["name"] = "it", ["cluster"] = new JsonObject { ["server"] = _address } }),
        ["contexts"] = new JsonArray(
            new JsonObject { ["name"] = "it", ["context"] = new JsonObject { ["cluster"] = "it", ["namespace"] = Namespace } }),
    }.ToJsonString();

    /// <summary>The paths that were asked for, with their queries.</summary>
    public List<string> Asked { get; } = [];

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private static JsonObject Resources(string version, params (string Plural, string Kind)[] resources) => new()
    {
        ["kind"] = "APIResourceList",
        ["apiVersion"] = "v1",
        ["groupVersion"] = version,
        ["resources"] = new JsonArray([.. resources.Select(one => new JsonObject
        {
            ["name"] = one.Plural,
            ["singularName"] = one.Kind.ToLowerInvariant(),
            ["namespaced"] = true,
            ["kind"] = one.Kind,
            ["verbs"] = new JsonArray("get", "list"),
        })]),
    };

    private static JsonObject Group()
    {
        var version = new JsonObject { ["groupVersion"] = "apps/v1", ["version"] = "v1" };
        return new JsonObject
        {
            ["kind"] = "APIGroupList",
            ["apiVersion"] = "v1",
            ["groups"] = new JsonArray(new JsonObject
            {
                ["name"] = "apps",
                ["versions"] = new JsonArray(version.DeepClone()),
                ["preferredVersion"] = version,
            }),
        };
    }

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
        var bytes = Encoding.UTF8.GetBytes(AnswerTo(context.Request.Url!).ToJsonString());
        context.Response.ContentType = "application/json";
        context.Response.OutputStream.Write(bytes);
        context.Response.Close();
    }

    private JsonObject AnswerTo(Uri url)
    {
        switch (url.AbsolutePath)
        {
            case "/api":
                return new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1") };
            case "/api/v1":
                return Resources("v1", ("pods", "Pod"));
            case "/apis":
                return Group();
            case "/apis/apps/v1":
                return Resources("apps/v1", ("deployments", "Deployment"), ("statefulsets", "StatefulSet"));
        }

        Asked.Add(Uri.UnescapeDataString(url.PathAndQuery));
        if (url.AbsolutePath.StartsWith($"/apis/apps/v1/namespaces/{Namespace}/", StringComparison.Ordinal))
        {
            _look++;
            return _looks(_look).Workload;
        }

        var pods = new JsonArray([.. _looks(_look).Pods.Select(pod => pod.DeepClone())]);
        return new JsonObject { ["kind"] = "PodList", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["items"] = pods };
    }
}
