using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.Offline.Plans;

/// <summary>Everything a stack declares, in the order to deploy it. It holds no secret.</summary>
internal sealed record Plan
{
    /// <summary>The stack's name.</summary>
    public required string Stack { get; init; }

    /// <summary>The resources; each comes after all that it depends on.</summary>
    public required ImmutableArray<PlannedResource> Resources { get; init; }

    /// <summary>The stack's outputs by name; secrets are masked.</summary>
    public required ImmutableSortedDictionary<string, JsonNode?> Outputs { get; init; }

    /// <summary>The Kubernetes objects.</summary>
    public IEnumerable<PlannedResource> Objects => Resources.Where(resource => resource.IsObject);

    /// <summary>The objects of a kind.</summary>
    public IEnumerable<PlannedResource> OfKind(params string[] kinds) => Objects.Where(resource => kinds.Contains(resource.Kind));

    /// <summary>The objects of a kind by name; of several that bear one name, the first.</summary>
    public Dictionary<string, PlannedResource> ByName(string kind) => OfKind(kind).DistinctBy(resource => resource.ObjectName).ToDictionary(resource => resource.ObjectName!);
}
