using System.Text.Json.Nodes;
using Infra.Tests.Platform.Steps;
using StackPreview.Json;

namespace Infra.Tests.Data.Postgres;

/// <summary>An API server that has the scratch cluster of a drill, or has not; the test plays the operator.</summary>
internal sealed class DrilledCluster : IDisposable
{
    /// <summary>The name of the scratch cluster.</summary>
    public const string Name = "postgres-drill";

    private readonly ApiServerStandIn _server;
    private readonly Func<JsonObject, JsonObject> _statusOf;
    private JsonObject? _cluster;
    private int _looks;

    /// <summary>Begins to answer.</summary>
    /// <param name="statusOf">The status of the cluster that was made, each time that it is looked at.</param>
    public DrilledCluster(Func<JsonObject, JsonObject> statusOf)
    {
        _statusOf = statusOf;
        _server = new ApiServerStandIn("postgresql.cnpg.io/v1", "clusters", "Cluster", Answer) { Claims = ClaimsOf };
    }

    /// <summary>The status of one that serves.</summary>
    public static JsonObject Serving => new()
    {
        ["phase"] = "Cluster in healthy state",
        ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True" }),
    };

    /// <summary>What was asked for, in order: the method, and of what is made its name.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The clusters that were made.</summary>
    public List<JsonObject> Made { get; } = [];

    /// <summary>Whether it is there.</summary>
    public bool IsThere => _cluster is not null;

    /// <summary>How often its volumes are looked for before they are gone, once it is. Default: they go with it.</summary>
    public int VolumesStay { get; init; }

    /// <summary>Whether nobody may make it.</summary>
    public bool IsForbidden { get; init; }

    /// <summary>The configuration with which kubectl finds it.</summary>
    public string KubeConfig => _server.KubeConfig;

    /// <summary>The status of one that does not serve.</summary>
    /// <param name="phase">Its phase.</param>
    /// <param name="reason">Why.</param>
    public static JsonObject Status(string phase, string reason = "") => new() { ["phase"] = phase, ["phaseReason"] = reason };

    /// <summary>Somebody deletes it.</summary>
    public void Delete() => _cluster = null;

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();

    private IEnumerable<string> ClaimsOf(string selector)
    {
        lock (Asked)
        {
            Asked.Add("LIST");
            return selector == $"cnpg.io/cluster={Name}" && Made.Count > 0 && _looks++ < VolumesStay ? [$"{Name}-1"] : [];
        }
    }

    private (int Status, JsonNode Body) Answer(string method, string name, JsonNode? sent)
    {
        lock (Asked)
        {
            Asked.Add(method);
            if (method == "POST")
            {
                if (IsForbidden)
                    return (403, ApiServerStandIn.Status(403, "Forbidden", "clusters is forbidden: no right"));
                if (_cluster is not null)
                    return (409, ApiServerStandIn.Status(409, "AlreadyExists", $"clusters \"{Name}\" already exists"));
                _cluster = (JsonObject)sent!.DeepClone();
                Made.Add(_cluster);
                return (201, sent.DeepClone());
            }

            if (_cluster is not { } cluster || cluster.Text("metadata.name") != name)
                return (404, ApiServerStandIn.Status(404, "NotFound", $"clusters.postgresql.cnpg.io \"{name}\" not found"));
            if (method == "DELETE")
            {
                _cluster = null;
                return (200, new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["status"] = "Success" });
            }

            var shown = (JsonObject)cluster.DeepClone();
            shown["status"] = _statusOf(cluster);
            return _cluster is null
                ? (404, ApiServerStandIn.Status(404, "NotFound", $"clusters.postgresql.cnpg.io \"{name}\" not found"))
                : (200, shown);
        }
    }
}
