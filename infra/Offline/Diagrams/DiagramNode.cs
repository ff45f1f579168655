using System.Collections.Immutable;

namespace Infra.Offline.Diagrams;

/// <summary>A node of a diagram.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Names">The names of what it stands for: one, or several that are drawn as one.</param>
internal sealed record DiagramNode(NodeKind Kind, ImmutableArray<string> Names)
{
    /// <summary>The companion that it belongs to; null for the application and for what belongs to none.</summary>
    public string? Companion { get; init; }

    /// <summary>What kind of data service it is, such as <c>Postgres, 3 instances</c>; null for what is none.</summary>
    public string? Engine { get; init; }

    /// <summary>Whether it stands for workloads of the application or of a companion.</summary>
    public bool IsWorkload => Kind is >= NodeKind.Service and <= NodeKind.ReleaseJob;
}
