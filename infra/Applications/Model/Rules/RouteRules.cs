using System.Text.RegularExpressions;
using Infra.Faults;

namespace Infra.Applications.Model.Rules;

/// <summary>The rules for where services are reached from outside: their hosts, and the paths of those.</summary>
internal static partial class RouteRules
{
    private const string PathRule =
        "a path begins with '/', and goes on with letters, digits, '-', '.', '_' and '/'; it does not end in '/'";

    private const string PathFix = "Use a path such as /api";

    /// <summary>What is wrong with hosts and paths.</summary>
    public static IEnumerable<Fault> FaultsOf(ApplicationDefinition application)
        => SubdomainFaults(application)
            .Concat(application.AllServices.SelectMany(PathFaults))
            .Concat(HostPathFaults(application))
            .Concat(application.AllServices.SelectMany(PathRouteFaults))
            .Concat(SamePathFaults(application))
            .Concat(RoutePolicyRules.FaultsOf(application));

    private static IEnumerable<Fault> SubdomainFaults(ApplicationDefinition application)
        => from service in application.AllServices
           where service.Subdomain is not null && !NameRules.IsName(service.Subdomain)
           select new Fault($"{service.Name}.{nameof(service.Subdomain)}", $"\"{service.Subdomain}\"", NameRules.Rule, "Rename it");

    // They become a part of the edge's rules.
    private static IEnumerable<Fault> PathFaults(ServiceDefinition service)
    {
        // A path that stands for all that begin so has '*' at its end.
        foreach (var path in service.PublicPaths.Where(path => !PathPattern().IsMatch(path.EndsWith('*') ? path[..^1] : path)))
            yield return new Fault($"{service.Name}.{nameof(service.PublicPaths)}", $"\"{path}\"", PathRule, PathFix);
        foreach (var path in service.PrivatePaths.Where(path => !PathPattern().IsMatch(path)))
            yield return new Fault($"{service.Name}.{nameof(service.PrivatePaths)}", $"\"{path}\"", PathRule, PathFix);
    }

    private static IEnumerable<Fault> HostPathFaults(ApplicationDefinition application)
    {
        var served = from service in application.AllServices from at in service.AlsoAt select (Service: service, At: at);
        foreach (var (service, at) in served)
        {
            var path = $"{service.Name}.{nameof(service.AlsoAt)}";
            if (!PathPattern().IsMatch(at.Path))
                yield return new Fault(path, $"\"{at.Path}\"", PathRule, PathFix);

            if (!service.IsPublic)
            {
                yield return new Fault(
                    path,
                    $"\"{at.Path}\"",
                    "only a public service is reached from outside",
                    "Set IsPublic, or remove it");
            }

            var hosts = application.AllServices.Where(other => other.IsPublic && other != service).Select(other => other.Name).ToList();
            if (!hosts.Contains(at.Service))
            {
                yield return new Fault(
                    path,
                    $"\"{at.Service}\"",
                    "it is the host of another public service",
                    NearestName.Suggest(at.Service, hosts, name => name));
            }
        }
    }

    private static IEnumerable<Fault> PathRouteFaults(ServiceDefinition service)
    {
        var path = $"{service.Name}.{nameof(service.PathRoutes)}";
        foreach (var route in service.PathRoutes)
        {
            if (!PathPattern().IsMatch(route.Path))
            {
                yield return new Fault(path, $"\"{route.Path}\"", PathRule, PathFix);
            }
            else if (!service.IsPublic)
            {
                yield return new Fault(
                    path,
                    $"\"{route.Path}\"",
                    "only a public service is reached from outside",
                    "Set IsPublic, or remove it");
            }
            else if (!service.Serves(route.Path))
            {
                yield return new Fault(
                    path,
                    $"\"{route.Path}\"",
                    "the path is not served to the outside",
                    $"Add \"{route.Path}*\" to {nameof(service.PublicPaths)}, or remove it from {nameof(service.PrivatePaths)}");
            }
        }
    }

    // The paths of a host, be it the host's own service that serves them or another one.
    private static IEnumerable<Fault> SamePathFaults(ApplicationDefinition application)
    {
        var own = from service in application.AllServices
                  from route in service.PathRoutes
                  select (Path: $"{service.Name}.{nameof(service.PathRoutes)}", At: (Host: service.Name, route.Path));
        var others = from service in application.AllServices
                     from at in service.AlsoAt
                     select (Path: $"{service.Name}.{nameof(service.AlsoAt)}", At: (Host: at.Service, at.Path));
        return from same in Duplicates.Of(own.Concat(others), one => one.At)
               select new Fault(
                   string.Join(" and ", same.Select(one => one.Path)),
                   $"\"{same.Key.Path}\" of {same.Key.Host}",
                   "of two routes that match the same, one gets all the requests",
                   "Remove all but one");
    }

    [GeneratedRegex("^(/[A-Za-z0-9._-]+)+\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathPattern();
}
