using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StackPreview.Json;
using StackPreview.Kinds;

namespace StackPreview.Plans;

/// <summary>A resource that the program declares.</summary>
public sealed record PlannedResource
{
    /// <summary>What stands in the place of a secret value.</summary>
    public const string Masked = "[secret]";

    private const int HashLength = 8;

    private static readonly SearchValues<char> HashDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>What is known about its type.</summary>
    public required ResourceKind Facts { get; init; }

    /// <summary>The type token.</summary>
    public string Type => Facts.Type;

    /// <summary>The name the program gave it.</summary>
    public required string Name { get; init; }

    /// <summary>Its name in the deployment, as the engine makes it.</summary>
    public required string Urn { get; init; }

    /// <summary>The URN of its parent; null for the stack.</summary>
    public required string? Parent { get; init; }

    /// <summary>Its arguments; secrets are masked.</summary>
    public required JsonObject Inputs { get; init; }

    /// <summary>
    /// Fingerprints of what is masked, by where it stands in the inputs: they differ where secrets are declared differently. Default:
    /// none.
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
    public string Kind => IsObject ? Facts.Kind : "";

    /// <summary>Whether it is of a kind.</summary>
    public bool Is(ResourceKind kind) => Type == kind.Type;

    /// <summary>Whether it is a Kubernetes object.</summary>
    public bool IsObject => ObjectName is not null;

    /// <summary>Whether it only groups others.</summary>
    public bool IsComponent => Facts.IsComponent;

    /// <summary>Whether it holds data, which is lost with it.</summary>
    public bool HoldsData => Facts.HoldsDataWith(Inputs);

    /// <summary>The resource as it is named to people: <c>Deployment api</c>.</summary>
    public string Title => IsObject ? $"{Kind} {ObjectName}" : $"{Type.Split(':', '/')[^1]} {Name}";

    /// <summary>
    /// The name of the object, of those that Pulumi or a hash completes only what the program gave; null for what is none.
    /// </summary>
    public string? StableName => ObjectName switch
    {
        null => null,
        _ when Inputs.At("metadata.name") is null => Name,
        var name => HashOf(name) is { } hash && Name.EndsWith(hash, StringComparison.Ordinal) ? name[..^hash.Length] : name,
    };

    /// <summary>The title without the digits that change with what is declared.</summary>
    public string StableTitle => IsObject ? $"{Kind} {StableName}" : Title;

    /// <summary>The dash and the digits of a hash that a name ends in; null where it ends in none.</summary>
    internal static string? HashOf(string name)
        => name.Length > HashLength + 1
        && name[^(HashLength + 1)] == '-'
        && !name.AsSpan(name.Length - HashLength).ContainsAnyExcept(HashDigits)
            ? name[^(HashLength + 1)..]
            : null;
}
