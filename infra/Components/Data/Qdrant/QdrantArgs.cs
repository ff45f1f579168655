using Infra.Settings;

namespace Infra.Components.Data.Qdrant;

/// <summary>A Qdrant server.</summary>
internal sealed record QdrantArgs
{
    /// <summary>Where it is put.</summary>
    public required Placement Placement { get; init; }

    /// <summary>Its size.</summary>
    public required QdrantSettings Settings { get; init; }

    /// <summary>The generation of its keys, from 1 on.</summary>
    public required int Generation { get; init; }
}
