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
    ];

    /// <summary>The host.</summary>
    public required string Host { get; init; }

    /// <summary>The connection.</summary>
    public required Output<string> Url { get; init; }

    /// <summary>Those of a connection.</summary>
    public static RedisOutputs Of(RedisConnection connection) => new()
    {
        Host = connection.Host,
        Url = connection.Url(),
    };
}
