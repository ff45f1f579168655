using System.Collections.Immutable;

namespace Infra.Applications.Model;

/// <summary>
/// The names that no workload may bear: the program itself gives them to objects of a namespace, whether or not a stack has them all. Objects
/// are told apart by kind and name, and pods are selected by name, so that one would be taken for the other.
/// </summary>
internal static class ReservedNames
{
    /// <summary>The names of data services; no application bears one either, as each has a service account of its name.</summary>
    public static ImmutableSortedSet<string> OfDataServices { get; } = ImmutableSortedSet.Create(StringComparer.Ordinal, "postgres", "redis", "qdrant", "mysql");

    /// <summary>All of them, but those that come from a service's name.</summary>
    public static ImmutableSortedSet<string> All { get; } = OfDataServices.Union(
    [
        "acme-solver",
        "alert-routes",
        "alert-routes-slack",
        "allow-dns",
        "default-deny",
        "haproxy",
        "mysql-backup-credentials",
        "mysql-backups",
        "mysql-clients",
        "mysql-dump",
        "mysql-haproxy",
        "mysql-instances",
        "mysql-mysql",
        "mysql-mysql-primary",
        "mysql-mysql-proxy",
        "mysql-mysql-unready",
        "mysql-proxies",
        "mysql-server",
        "mysql-setup",
        "mysql-users",
        "platform",
        "postgres-backup-credentials",
        "postgres-base",
        "postgres-clients",
        "postgres-instances",
        "postgres-owner",
        "postgres-r",
        "postgres-ro",
        "postgres-rw",
        "qdrant-clients",
        "qdrant-server",
        "rate-limit",
        "redirect-to-https",
        "redis-clients",
        "redis-server",
        "security-headers",
        "tls",
    ]);

    /// <summary>The name of the route that sends the plain HTTP of a public service away.</summary>
    public static string RedirectOf(string service) => $"{service}-redirect";
}
