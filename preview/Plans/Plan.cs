using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StackPreview.Kinds;

namespace StackPreview.Plans;

/// <summary>Everything a stack declares, in the order to deploy it. It holds no secret.</summary>
public sealed record Plan
{
    /// <summary>The stack's name.</summary>
    public required string Stack { get; init; }

    /// <summary>The environment's name. Default: empty.</summary>
    public string Environment { get; init; } = "";

    /// <summary>What it is the plan of: only plans of one application are compared. Default: empty.</summary>
    public string Application { get; init; } = "";

    /// <summary>The namespace that everything is in. Default: empty.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Whether what holds data must not be lost. Default: false.</summary>
    public bool ProtectsData { get; init; }

    /// <summary>The resources; each comes after all that it depends on.</summary>
    public required ImmutableArray<PlannedResource> Resources { get; init; }

    /// <summary>The stack's outputs by name; secrets are masked.</summary>
    public required ImmutableSortedDictionary<string, JsonNode?> Outputs { get; init; }

    /// <summary>Fingerprints of the masked outputs, by where they stand. Default: none.</summary>
    public ImmutableSortedDictionary<string, string> OutputFingerprints { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The Kubernetes objects.</summary>
    public IEnumerable<PlannedResource> Objects => Resources.Where(resource => resource.IsObject);

    /// <summary>The objects of some kinds.</summary>
    public IEnumerable<PlannedResource> OfKind(params IReadOnlyList<ResourceKind> kinds)
        => Objects.Where(resource => IsOfAny(resource, kinds));

    /// <summary>The objects of kinds that are called so, whatever their groups are.</summary>
    public IEnumerable<PlannedResource> OfKind(params IReadOnlyList<string> kinds)
        => Objects.Where(resource => kinds.Contains(resource.Kind));

    /// <summary>The resources of a type, Kubernetes objects or not.</summary>
    public IEnumerable<PlannedResource> OfType(ResourceKind kind) => Resources.Where(resource => resource.Is(kind));

    /// <summary>The objects of a kind by name; of several that bear one name, the first.</summary>
    public IReadOnlyDictionary<string, PlannedResource> ByName(ResourceKind kind)
        => OfKind(kind).DistinctBy(resource => resource.ObjectName).ToDictionary(resource => resource.ObjectName!);

    // A loop, as checks ask for kinds a hundred times, and each time of every resource: a query in the query would fill the memory.
    private static bool IsOfAny(PlannedResource resource, IReadOnlyList<ResourceKind> kinds)
    {
        for (var index = 0; index < kinds.Count; index++)
        {
            if (resource.Is(kinds[index]))
                return true;
        }

        return false;
    }
}
