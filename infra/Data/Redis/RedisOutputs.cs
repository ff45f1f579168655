using System.Collections.Immutable;
using Pulumi;

namespace Infra.Data.Redis;

/// <summary>The stack outputs that lead to Redis.</summary>
internal sealed record RedisOutputs : DataServiceOutputs
{
    /// <summary>Their names.</summary>
    public static ImmutableArray<DataServiceOutput> All { get; } =
    [
        new("redisHost"),
        new("redisUrl", IsSecret: true),
        new("redisResourceId"),
    ];

    /// <summary>The host.</summary>
    public required Output<string> Host { get; init; }

    /// <summary>The connection.</summary>
    public required Output<string> Url { get; init; }

    /// <summary>What its provider calls it, for all the world: its ARN; null where it is in the cluster.</summary>
    public required Output<string>? ResourceId { get; init; }

    /// <summary>Those of a connection.</summary>
    public static RedisOutputs Of(RedisConnection connection) => new()
    {
        Host = connection.Host.Name,
        Url = connection.Url(),
        ResourceId = connection.ResourceId,
    };
}
