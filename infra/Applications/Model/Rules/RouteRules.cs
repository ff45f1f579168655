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
        => SubdomainFaults(application).Concat(application.AllServices.SelectMany(PathFaults)).Concat(HostPathFaults(application));

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

        foreach (var group in Duplicates.Of(served, one => one.At))
        {
            yield return new Fault(
                $"{nameof(ServiceDefinition.AlsoAt)} of {string.Join(" and ", group.Select(one => one.Service.Name))}",
                $"\"{group.Key.Path}\" of {group.Key.Service}",
                "of two routes that match the same, one gets all the requests",
                "Remove all but one");
        }
    }

    [GeneratedRegex("^(/[A-Za-z0-9._-]+)+\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathPattern();
}
