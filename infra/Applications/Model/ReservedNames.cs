using System.Collections.Immutable;

namespace Infra.Applications.Model;

/// <summary>
/// The names that no workload may bear: the program itself gives them to objects of a namespace, whether or not a stack has them all. Objects
/// are told apart by kind and name, and pods are selected by name, so that one would be taken for the other.
/// </summary>
internal static class ReservedNames
{
    private static readonly ImmutableArray<string> OfPlatform =
    [
        "acme-solver",
        "alert-routes",
        "alert-routes-slack",
        "allow-dns",
        "default-deny",
        // The pods of Percona's proxies bear it as their name.
        "haproxy",
        "platform",
        "rate-limit",
        "redirect-to-https",
        "security-headers",
        "tls",
        "volumes",
    ];

    // What each data service has beside an object of its own name.
    private static readonly ImmutableArray<(string Service, ImmutableArray<string> Parts)> PartsOfDataServices =
    [
        (DataServiceNames.Postgres, ["backup-credentials", "base", "clients", "instances", "owner", "r", "ro", "rw"]),
        (DataServiceNames.Redis, ["clients", "server"]),
        (DataServiceNames.Qdrant, ["clients", "server"]),
        (DataServiceNames.MySql, ["accounts", "backup-credentials", "backups", "clients", "dump", "haproxy", "instances", "mysql", "mysql-primary", "mysql-proxy", "mysql-unready", "proxies", "server", "users"]),
    ];

    /// <summary>The names of the application's data services; no application bears one either, as each has a service account of its name.</summary>
    public static ImmutableSortedSet<string> OfDataServices { get; } = ImmutableSortedSet.CreateRange(StringComparer.Ordinal, PartsOfDataServices.Select(entry => entry.Service));

    /// <summary>All of an application, but those that come from a service's name.</summary>
    public static ImmutableSortedSet<string> Of(ApplicationDefinition application)
    {
        var data = from project in application.Projects
                   from entry in PartsOfDataServices
                   let name = DataServiceNames.Of(project, entry.Service)
                   from reserved in entry.Parts.Select(part => $"{name}-{part}").Prepend(name)
                   select reserved;
        return ImmutableSortedSet.CreateRange(StringComparer.Ordinal, OfPlatform.Concat(data));
    }

    /// <summary>The name of the route that sends the plain HTTP of a public service away.</summary>
    public static string RedirectOf(string service) => $"{service}-redirect";

    /// <summary>The name of the canary of a public service, and of the next version of an image.</summary>
    public static string CanaryOf(string name) => $"{name}-canary";
}
