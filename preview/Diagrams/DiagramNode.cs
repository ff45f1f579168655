using System.Collections.Immutable;

namespace StackPreview.Diagrams;

/// <summary>A node of a diagram.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Names">The names of what it stands for: one, or several that are drawn as one.</param>
internal sealed record DiagramNode(NodeKind Kind, ImmutableArray<string> Names)
{
    /// <summary>The group that it stands in; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>What kind of data service it is, such as <c>Cache, 3 instances</c>; null for what is none.</summary>
    public string? Engine { get; init; }

    /// <summary>Whether it stands for workloads.</summary>
    public bool IsWorkload => Kind is >= NodeKind.Service and <= NodeKind.ReleaseJob;
}
