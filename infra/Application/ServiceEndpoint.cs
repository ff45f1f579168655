using System.Collections.Immutable;
using Infra.Applications.Model;
using Pulumi;

namespace Infra.Application;

/// <summary>A service of the application, as the edge reaches it.</summary>
/// <param name="Service">The name of the Kubernetes service.</param>
/// <param name="Port">Its port.</param>
internal sealed record ServiceEndpoint(string Service, int Port)
{
    /// <summary>Paths, and all below them, that are not for the outside.</summary>
    public ImmutableArray<string> InternalPaths { get; init; } = [];

    /// <summary>The paths that alone are for the outside, with '*' at the end of what others begin with; empty for all.</summary>
    public ImmutableArray<string> PublicPaths { get; init; } = [];

    /// <summary>Paths of the hosts of other services that lead here.</summary>
    public ImmutableArray<HostPath> AlsoAt { get; init; } = [];

    /// <summary>What happens to its requests on their way.</summary>
    public required RoutePolicy Route { get; init; }

    /// <summary>Paths whose requests are treated otherwise.</summary>
    public ImmutableArray<PathRoute> PathRoutes { get; init; } = [];

    /// <summary>The paths of its probes that are for the outside as well.</summary>
    public ImmutableArray<string> HealthPaths { get; init; } = [];

    /// <summary>The service that gets a share of the requests as the next version; null for none.</summary>
    public string? Canary { get; init; }

    /// <summary>What must have succeeded before the canary gets its share.</summary>
    public ImmutableArray<Resource> CanaryGate { get; init; } = [];
}
