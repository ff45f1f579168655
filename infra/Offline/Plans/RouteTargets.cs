using System.Text.Json.Nodes;

namespace Infra.Offline.Plans;

/// <summary>The services that a route leads to.</summary>
internal static class RouteTargets
{
    /// <summary>The names of the services, those that share the requests of a TraefikService among them.</summary>
    /// <param name="route">The route.</param>
    /// <param name="shared">What shares requests out, by name.</param>
    public static IEnumerable<string> Of(PlannedResource route, IReadOnlyDictionary<string, PlannedResource> shared) => Targets(route, shared).Select(target => target.Text("name"));

    /// <summary>The services with their ports, where those that share requests stand for what shares them out.</summary>
    /// <param name="route">The route.</param>
    /// <param name="shared">What shares requests out, by name.</param>
    public static IEnumerable<JsonNode> Targets(PlannedResource route, IReadOnlyDictionary<string, PlannedResource> shared)
        => from target in route.Inputs.Items("spec.routes").SelectMany(rule => rule.Items("services"))
           from service in target.Text("kind") == "TraefikService" ? shared.GetValueOrDefault(target.Text("name"))?.Inputs.Items("spec.weighted.services") ?? [] : [target]
           select service;
}
