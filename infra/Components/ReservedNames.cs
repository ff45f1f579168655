using System.Collections.Immutable;
using Infra.Components.Data;
using Infra.Components.Edge;
using Infra.Components.Isolation;
using Infra.Components.Observability.Alerts;

namespace Infra.Components;

/// <summary>
/// The names that the program itself gives to objects of a namespace, whether or not a stack has them all. Objects are told apart by kind
/// and name, and pods are selected by name: a workload that bore one of them would be taken for something else.
/// </summary>
internal static class ReservedNames
{
    /// <summary>The names of data services; no application bears one either, as each has a service account of its name.</summary>
    public static ImmutableSortedSet<string> OfDataServices { get; } = ImmutableSortedSet.Create(StringComparer.Ordinal, DataServiceNames.Postgres, DataServiceNames.Redis, DataServiceNames.Qdrant);

    /// <summary>All of them.</summary>
    public static ImmutableSortedSet<string> All { get; } = OfDataServices.Union(
    [
        IsolatedNamespace.DefaultDeny,
        IsolatedNamespace.AllowDns,
        $"{DataServiceNames.Postgres}-backup-credentials",
        $"{DataServiceNames.Postgres}-base",
        $"{DataServiceNames.Postgres}-clients",
        $"{DataServiceNames.Postgres}-instances",
        $"{DataServiceNames.Postgres}-owner",
        // Services of CloudNativePG: for writes, for any instance, for standbys.
        $"{DataServiceNames.Postgres}-rw",
        $"{DataServiceNames.Postgres}-r",
        $"{DataServiceNames.Postgres}-ro",
        $"{DataServiceNames.Redis}-clients",
        $"{DataServiceNames.Redis}-server",
        $"{DataServiceNames.Qdrant}-clients",
        $"{DataServiceNames.Qdrant}-server",
        TraefikEdge.RateLimit,
        TraefikEdge.SecurityHeaders,
        TraefikEdge.RedirectToHttps,
        TraefikEdge.TlsOptions,
        TraefikEdge.AcmeSolverPolicy,
        AlertCatalog.Platform,
        "alert-routes",
        "alert-routes-slack",
    ]);
}
