using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Checks;

/// <summary>The hosts of a route, and the services that it leads to.</summary>
internal static partial class RouteTargets
{
    /// <summary>The hosts that a route's rules name.</summary>
    public static IEnumerable<string> HostsOf(PlannedResource route)
        => route
            .Inputs.Items("spec.routes")
            .SelectMany(rule => HostPattern().Matches(rule.Text("match")))
            .Select(match => match.Groups["host"].Value);

    /// <summary>The names of what a route's rules lead to, be it a Service, a TraefikService or one of Traefik's own.</summary>
    public static IEnumerable<string> ServedBy(PlannedResource route)
        => route.Inputs.Items("spec.routes").SelectMany(rule => rule.Items("services")).Select(target => target.Text("name"));

    /// <summary>The names of the services, those that share the requests of a TraefikService among them.</summary>
    /// <param name="route">The route.</param>
    /// <param name="shared">What shares requests out, by name.</param>
    public static IEnumerable<string> Of(PlannedResource route, IReadOnlyDictionary<string, PlannedResource> shared)
        => Targets(route, shared).Select(target => target.Text("name"));

    /// <summary>The services with their ports, where those that share requests stand for what shares them out.</summary>
    /// <param name="route">The route.</param>
    /// <param name="shared">What shares requests out, by name.</param>
    public static IEnumerable<JsonNode> Targets(PlannedResource route, IReadOnlyDictionary<string, PlannedResource> shared)
        => from target in route.Inputs.Items("spec.routes").SelectMany(rule => rule.Items("services"))
        from service in target.Text("kind") == "TraefikService"
            ? shared.GetValueOrDefault(target.Text("name"))?.Inputs.Items("spec.weighted.services") ?? []
            : [target]
        select service;

    [GeneratedRegex("Host\\(`(?<host>[^`]+)`\\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HostPattern();
}
