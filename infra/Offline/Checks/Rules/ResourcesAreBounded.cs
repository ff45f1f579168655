using System.Text.Json.Nodes;
using Infra.Offline.Plans;
using Infra.Values;

namespace Infra.Offline.Checks.Rules;

/// <summary>Every container says what it needs and what it is held to.</summary>
internal sealed class ResourcesAreBounded : ICheck
{
    private static readonly string[] Amounts = ["cpu", "memory", "ephemeral-storage"];

    public string Id => "resources-bounded";

    public string Sentence => "Every container has requests and limits, and the limits are not below the requests";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var containers = context.Templates
            .SelectMany(template => template.Containers.Select(container => new Bounded(template.Owner, $"container {container.Text("name")}", container.At("resources"))))
            .Concat(context.Plan.OfKind("Cluster").Select(cluster => new Bounded(cluster, "each instance", cluster.Inputs.At("spec.resources"))))
            .Concat(MySqlObjects.Clusters(context.Plan).SelectMany(OfMySql))
            .Concat(context.Plan.OfKind("ObjectStore").Select(store => new Bounded(store, "the sidecar", store.Inputs.At("spec.instanceSidecarConfiguration.resources"))));
        foreach (var (owner, name, resources) in containers)
        {
            foreach (var amount in Amounts)
            {
                var (request, limit) = (AmountOf(resources, "requests", amount), AmountOf(resources, "limits", amount));
                if (request is null || limit is null)
                    yield return new Finding(owner, $"{name} has no {(request is null ? "request" : "limit")} for {amount}", "Set both");
                else if (limit.Amount < request.Amount)
                    yield return new Finding(owner, $"{name} is promised {request} of {amount} and held to {limit}", "Raise the limit");
            }
        }
    }

    // Containers that start before these have the same.
    private static IEnumerable<Bounded> OfMySql(PlannedResource cluster) =>
    [
        new(cluster, "each instance", cluster.Inputs.At("spec.mysql.resources")),
        new(cluster, "each proxy", cluster.Inputs.At("spec.proxy.haproxy.resources")),
        new(cluster, "container xtrabackup", cluster.Inputs.At("spec.backup.resources")),
        .. cluster.Inputs.Entries("spec.proxy.haproxy.sidecarResources").Select(entry => new Bounded(cluster, $"container {entry.Key}", entry.Value)),
        .. cluster.Inputs.Items("spec.mysql.sidecars").Select(container => new Bounded(cluster, $"container {container.Text("name")}", container.At("resources"))),
        .. MySqlObjects.Storages(cluster).Select(entry => new Bounded(cluster, "each backup job", entry.Storage.At("resources"))),
    ];

    private static Quantity? AmountOf(JsonNode? resources, string side, string amount)
        => Quantity.TryParse(resources.At(side)?[amount]?.ToString() ?? "");

    /// <summary>What has resources of its own.</summary>
    /// <param name="Owner">The resource that declares it.</param>
    /// <param name="Name">What it is, as it is told to people.</param>
    /// <param name="Resources">Its requests and limits; null where there are none.</param>
    private sealed record Bounded(PlannedResource Owner, string Name, JsonNode? Resources);
}
