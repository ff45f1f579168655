using Infra.Settings;

namespace Infra.Components.Data.Redis;

/// <summary>A Redis server.</summary>
internal sealed record RedisArgs
{
    /// <summary>Where it is put.</summary>
    public required Placement Placement { get; init; }

    /// <summary>Its engine and size.</summary>
    public required RedisSettings Settings { get; init; }

    /// <summary>The generation of its passwords, from 1 on.</summary>
    public required int Generation { get; init; }
}
