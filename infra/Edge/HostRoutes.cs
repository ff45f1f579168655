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
        // One path alone comes before the same path with all below it.
        var paths = endpoint.HealthPaths
            .Select(path => (Path: path, Route: Health(host, path, endpoint)))
            .Concat(OwnPaths(host, endpoint))
            .Concat(all.SelectMany(other => ServedBy(other, host, endpoint)))
            .OrderByDescending(path => path.Path.Length)
            .Select(path => path.Route)
            .Append(own)
            .SelectMany(WithCanary)
            .SkipLast(1)
            .ToList();
        // Of two rules that match, Traefik takes the one of higher priority, by default the longer one
        // (https://doc.traefik.io/traefik/routing/routers/#priority).
        return [.. paths.Select((route, index) => route with { Priority = own.Rule.Length + paths.Count - index }), own];
    }

    private static IEnumerable<(string Path, EdgeRoute Route)> OwnPaths(string host, ServiceEndpoint endpoint)
        => endpoint.PathRoutes.Select(route => (route.Path, At(host, route.Path, endpoint, route.Policy, endpoint.Service)));

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

    // Who asks for it meets the next version, such as a tester.
    private static IEnumerable<EdgeRoute> WithCanary(EdgeRoute route)
        => route.Endpoint.Canary is null
            ? [route]
            : [route with { Rule = $"{route.Rule} && Header(`X-Canary`, `always`)", IsCanary = true }, route];

    // Who watches from outside asks all the time.
    private static EdgeRoute Health(string host, string path, ServiceEndpoint endpoint)
        => new(WithoutInternal($"{host} && Path(`{path}`)", endpoint), endpoint, PolicyAt(path, endpoint), endpoint.Service)
        {
            IsLogged = false,
        };

    private static RoutePolicy PolicyAt(string path, ServiceEndpoint endpoint)
        => endpoint.PathRoutes
            .Where(route => path == route.Path || path.StartsWith($"{route.Path}/", StringComparison.Ordinal))
            .MaxBy(route => route.Path.Length)
            ?.Policy ?? endpoint.Route;

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
