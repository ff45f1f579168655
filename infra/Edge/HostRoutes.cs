using System.Collections.Immutable;
using Infra.Application;
using Infra.Applications.Model;

namespace Infra.Edge;

/// <summary>
/// The routes of a host: that of its service last, before it those of single paths, the most specific first. Each has a higher priority
/// than the next one, since rules that are longer need not be more specific.
/// </summary>
internal static class HostRoutes
{
    /// <summary>The rule that the requests to one of several hosts match.</summary>
    public static string RuleOf(IReadOnlyCollection<string> hosts)
    {
        var rule = string.Join(" || ", hosts.Select(host => $"Host(`{host}`)"));
        return hosts.Count == 1 ? rule : $"({rule})";
    }

    /// <summary>The routes.</summary>
    /// <param name="host">The rule that the host's requests match.</param>
    /// <param name="endpoint">The service whose host it is.</param>
    /// <param name="all">All services that the edge leads to.</param>
    public static ImmutableArray<EdgeRoute> Of(string host, ServiceEndpoint endpoint, IEnumerable<ServiceEndpoint> all)
    {
        var own = new EdgeRoute(RuleOf(host, endpoint), endpoint, endpoint.Route, endpoint.Service);
        var paths = endpoint.PathRoutes
            .Select(route => (route.Path, Route: At(host, route.Path, endpoint, route.Policy, endpoint.Service)))
            .Concat(all.SelectMany(other => ServedBy(other, host, endpoint)))
            .OrderByDescending(path => path.Path.Length)
            .Select(path => path.Route)
            .ToList();
        // Of two rules that match, Traefik takes the one of higher priority, by default the longer one
        // (https://doc.traefik.io/traefik/routing/routers/#priority).
        return [.. paths.Select((route, index) => route with { Priority = own.Rule.Length + paths.Count - index }), own];
    }

    private static IEnumerable<(string Path, EdgeRoute Route)> ServedBy(ServiceEndpoint other, string host, ServiceEndpoint endpoint)
        => from at in other.AlsoAt
           where at.Service == endpoint.Service
           from route in other.PathRoutes.Where(route => IsBelow(route.Path, at)).Prepend(new PathRoute(at.Path, other.Route))
           select (
               route.Path,
               At(host, route.Path, other, route.Policy, endpoint.Service) with { StrippedPath = at.IsStripped ? at.Path : null });

    // The paths of a service whose requests arrive without the host's path are others there.
    private static bool IsBelow(string path, HostPath at)
        => !at.IsStripped && path.StartsWith($"{at.Path}/", StringComparison.Ordinal);

    private static EdgeRoute At(string host, string path, ServiceEndpoint endpoint, RoutePolicy policy, string hostOf)
        => new(WithoutInternal($"{host} && (Path(`{path}`) || PathPrefix(`{path}/`))", endpoint), endpoint, policy, hostOf);

    private static string RuleOf(string host, ServiceEndpoint endpoint)
    {
        var rule = host;
        if (!endpoint.PublicPaths.IsEmpty)
            rule += $" && ({string.Join(" || ", endpoint.PublicPaths.Select(Matcher))})";
        return WithoutInternal(rule, endpoint);

        static string Matcher(string path) => path.EndsWith('*') ? $"PathPrefix(`{path[..^1]}`)" : $"Path(`{path}`)";
    }

    private static string WithoutInternal(string rule, ServiceEndpoint endpoint) => endpoint.InternalPaths.Aggregate(
        rule,
        (others, path) => $"{others} && !Path(`{path}`) && !PathPrefix(`{path}/`)");
}
