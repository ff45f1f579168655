using Infra.Application;
using Infra.Applications.Model;

namespace Infra.Edge;

/// <summary>Which requests of a host go to a service, and what they pass through.</summary>
/// <param name="Rule">The rule, in Traefik's language.</param>
/// <param name="Endpoint">The service.</param>
/// <param name="Policy">What happens to the requests on their way.</param>
/// <param name="Host">The service whose host it is.</param>
internal sealed record EdgeRoute(string Rule, ServiceEndpoint Endpoint, RoutePolicy Policy, string Host)
{
    /// <summary>Its rank among the rules that match the same request; null for the length of the rule, which is Traefik's own.</summary>
    public int? Priority { get; init; }

    /// <summary>Whether the access log has its requests. Default: true.</summary>
    public bool IsLogged { get; init; } = true;

    /// <summary>Whether its requests go to the next version of the service, whatever its share is. Default: false.</summary>
    public bool IsCanary { get; init; }

    /// <summary>The path that the service gets its requests without; null where it gets them as they come.</summary>
    public string? StrippedPath { get; init; }
}
