using System.Text.Json.Nodes;

namespace Infra.Tests.Platform.Steps;

/// <summary>What is there at a moment.</summary>
/// <param name="Workload">The Deployment or the StatefulSet.</param>
/// <param name="Pods">Its new pods.</param>
internal sealed record Look(JsonObject Workload, params JsonObject[] Pods)
{
    /// <summary>A Deployment of two.</summary>
    public static JsonObject Deployment(int generation, int observed, int? all, int? updated, int? available) => new()
    {
        ["apiVersion"] = "apps/v1",
        ["kind"] = "Deployment",
        ["metadata"] = new JsonObject { ["name"] = "api", ["namespace"] = "shop-dev", ["generation"] = generation },
        ["spec"] = new JsonObject { ["replicas"] = 2 },
        ["status"] = Counts(observed, all, updated, available),
    };

    /// <summary>A StatefulSet of one.</summary>
    public static JsonObject StatefulSet(int observed, string current, string update, int? available)
    {
        var status = Counts(observed, 1, 1, available);
        status["currentRevision"] = current;
        status["updateRevision"] = update;
        return new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "StatefulSet",
            ["metadata"] = new JsonObject { ["name"] = "api", ["namespace"] = "shop-dev", ["generation"] = 2 },
            ["spec"] = new JsonObject { ["replicas"] = 1 },
            ["status"] = status,
        };
    }

    /// <summary>A pod whose one container is in a state.</summary>
    public static JsonObject Pod(int restarts, JsonObject state, string? lastMessage = null, string list = "containerStatuses")
    {
        var container = new JsonObject { ["name"] = "api", ["restartCount"] = restarts, ["ready"] = false, ["state"] = state };
        if (lastMessage is not null)
        {
            container["lastState"] = new JsonObject
            {
                ["terminated"] = new JsonObject { ["reason"] = "Error", ["exitCode"] = 7, ["message"] = lastMessage },
            };
        }

        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = "api-x1", ["namespace"] = "shop-dev" },
            ["status"] = new JsonObject { [list] = new JsonArray(container) },
        };
    }

    /// <summary>The state of a container that waits.</summary>
    public static JsonObject Waiting(string reason) => new() { ["waiting"] = new JsonObject { ["reason"] = reason } };

    /// <summary>The state of a container that runs.</summary>
    public static JsonObject Running => new() { ["running"] = new JsonObject { ["startedAt"] = "2026-11-30T12:00:00Z" } };

    private static JsonObject Counts(int observed, int? all, int? updated, int? available)
    {
        // What is 0 is left out.
        var status = new JsonObject { ["observedGeneration"] = observed };
        if (all is not null)
            status["replicas"] = all;
        if (updated is not null)
            status["updatedReplicas"] = updated;
        if (available is not null)
            status["availableReplicas"] = available;
        return status;
    }
}
