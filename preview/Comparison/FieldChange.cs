using System.Text.Json.Nodes;

namespace StackPreview.Comparison;

/// <summary>A field that differs between two plans.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Kind">How it differs.</param>
/// <param name="Before">What the first plan has there; null for nothing, and for a secret.</param>
/// <param name="After">What the second plan has there; null for nothing, and for a secret. Of a name that follows, what it names.</param>
public sealed record FieldChange(InputPath Path, FieldChangeKind Kind, JsonNode? Before = null, JsonNode? After = null)
{
    /// <summary>Whether the resource's options say that it is not deployed. Default: false.</summary>
    public bool IsIgnored { get; init; }

    /// <summary>Whether only an order differs: of the items of a list, or in which resources are deployed.</summary>
    public bool IsOfOrder => Kind == FieldChangeKind.Reordered || Path.Steps is [ResourceComparer.Options, ResourceComparer.DependsOn, ..];

    /// <summary>Whether the resource must be replaced because of it. Default: false.</summary>
    public bool ForcesReplacement { get; init; }
}
