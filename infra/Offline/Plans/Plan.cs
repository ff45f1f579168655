using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.Offline.Plans;

/// <summary>Everything a stack declares, in the order to deploy it. It holds no secret.</summary>
internal sealed record Plan
{
    /// <summary>The stack's name.</summary>
    public required string Stack { get; init; }

    /// <summary>The environment's name. Default: empty, for a plan that was made without settings.</summary>
    public string Environment { get; init; } = "";

    /// <summary>The application's name. Default: empty, as above.</summary>
    public string Application { get; init; } = "";

    /// <summary>The namespace that everything is in. Default: empty, as above.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Whether the environment protects what holds data. Default: false.</summary>
    public bool ProtectsData { get; init; }

    /// <summary>The resources; each comes after all that it depends on.</summary>
    public required ImmutableArray<PlannedResource> Resources { get; init; }

    /// <summary>The stack's outputs by name; secrets are masked.</summary>
    public required ImmutableSortedDictionary<string, JsonNode?> Outputs { get; init; }

    /// <summary>Fingerprints of the masked outputs, by where they stand. Default: none.</summary>
    public ImmutableSortedDictionary<string, string> OutputFingerprints { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The Kubernetes objects.</summary>
    public IEnumerable<PlannedResource> Objects => Resources.Where(resource => resource.IsObject);

    /// <summary>The objects of a kind.</summary>
    public IEnumerable<PlannedResource> OfKind(params string[] kinds) => Objects.Where(resource => kinds.Contains(resource.Kind));

    /// <summary>The objects of a kind by name; of several that bear one name, the first.</summary>
    public Dictionary<string, PlannedResource> ByName(string kind) => OfKind(kind).DistinctBy(resource => resource.ObjectName).ToDictionary(resource => resource.ObjectName!);
}
