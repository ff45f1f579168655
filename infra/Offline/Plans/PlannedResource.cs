using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Kubernetes;

namespace Infra.Offline.Plans;

/// <summary>A resource that the program declares.</summary>
internal sealed record PlannedResource
{
    /// <summary>What stands in the place of a secret value.</summary>
    public const string Masked = "[secret]";

    /// <summary>The type token.</summary>
    public required string Type { get; init; }

    /// <summary>The name the program gave it.</summary>
    public required string Name { get; init; }

    /// <summary>Its name in the deployment, as the engine makes it.</summary>
    public required string Urn { get; init; }

    /// <summary>The URN of its parent; null for the stack.</summary>
    public required string? Parent { get; init; }

    /// <summary>Its arguments; secrets are masked.</summary>
    public required JsonObject Inputs { get; init; }

    /// <summary>
    /// Fingerprints of what is masked, by where it stands in the inputs: they differ where secrets are declared differently. Default: none.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Fingerprints { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>How it is deployed.</summary>
    public required PlannedOptions Options { get; init; }

    /// <summary>The URNs of the resources it comes after, those whose outputs it uses among them.</summary>
    public required ImmutableSortedSet<string> Dependencies { get; init; }

    /// <summary>The objects that an operator creates because of it.</summary>
    public IReadOnlyList<OperatorObject> Creates { get; init; } = [];

    /// <summary>The name of the Kubernetes object; null for what is none.</summary>
    public string? ObjectName { get; init; }

    /// <summary>The kind of the Kubernetes object; empty for what is none.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether it is a Kubernetes object.</summary>
    public bool IsObject => ObjectName is not null;

    /// <summary>Whether it only groups others.</summary>
    public bool IsComponent => Type.StartsWith("infra:", StringComparison.Ordinal) || Type.StartsWith("pulumi:pulumi:", StringComparison.Ordinal);

    /// <summary>The resource as it is named to people: <c>Deployment api</c>.</summary>
    public string Title => IsObject ? $"{Kind} {ObjectName}" : $"{Type.Split(':', '/')[^1]} {Name}";
}
