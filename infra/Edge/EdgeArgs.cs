using System.Collections.Immutable;
using Infra.Application;
using Infra.Isolation;
using Infra.Settings;
using Pulumi;

namespace Infra.Edge;

/// <summary>The way in from outside.</summary>
internal sealed record EdgeArgs
{
    /// <summary>Where it is put.</summary>
    public required Placement Placement { get; init; }

    /// <summary>The hosts and the rate limit.</summary>
    public required EdgeSettings Settings { get; init; }

    /// <summary>The password of the Redis in which the pods of Traefik count together; null where there is none.</summary>
    public Output<string>? RateLimitRedisPassword { get; init; }

    /// <summary>The share of the requests that canaries get, in percent; 0 where there is none.</summary>
    public required int CanaryPercent { get; init; }

    /// <summary>The public services, each under its host.</summary>
    public required ImmutableArray<ServiceEndpoint> Endpoints { get; init; }
}
