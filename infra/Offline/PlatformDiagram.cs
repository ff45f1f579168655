using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Checks;
using Infra.Components.Edge;
using Infra.Kubernetes;
using Infra.Settings;
using StackPreview.Diagrams;
using StackPreview.Plans;

namespace Infra.Offline;

/// <summary>What the diagram of who reaches whom cannot know from a plan: data services are components, companions are groups, and Traefik hands requests on.</summary>
/// <param name="settings">The settings of the stack.</param>
internal sealed class PlatformDiagram(StackSettings settings) : IDiagramHints
{
    private const string DataPrefix = "infra:data:";

    private static readonly Dictionary<string, string> Titles = new()
    {
        ["CloudNativePg"] = "Postgres",
        ["MySqlServer"] = "MySQL",
        ["PerconaMySql"] = "MySQL",
        ["QdrantServer"] = "Qdrant",
        ["RedisServer"] = "Redis",
    };

    private readonly ImmutableDictionary<string, string> _companions = CompanionsOf(settings.Application);

    /// <inheritdoc/>
    public IReadOnlyList<string> Groups => [.. settings.Application.Companions.Select(companion => companion.Name)];

    /// <inheritdoc/>
    public IReadOnlyList<int> ApiServerPorts => ApiServer.Ports;

    /// <inheritdoc/>
    public string OutsideOfDataServices => "object storage";

    /// <inheritdoc/>
    public string? DataServiceOf(PlannedResource component)
        => component.Type.StartsWith(DataPrefix, StringComparison.Ordinal) ? Titles.GetValueOrDefault(component.Type[DataPrefix.Length..], "data service") : null;

    /// <inheritdoc/>
    public string? GroupOf(string name) => _companions.GetValueOrDefault(name);

    /// <inheritdoc/>
    public IEnumerable<DiagramRoute> RoutesIn(Plan plan)
    {
        var (shared, traefik) = (plan.ByName(EdgeKinds.TraefikService), new NetworkPeer.PodInNamespace(settings.Cluster.TraefikNamespace));
        return from route in plan.OfKind(EdgeKinds.IngressRoute)
               from host in RouteTargets.HostsOf(route).Distinct()
               from service in RouteTargets.Of(route, shared).Distinct()
               select new DiagramRoute(host, service, traefik);
    }

    private static ImmutableDictionary<string, string> CompanionsOf(ApplicationDefinition application)
        => (from companion in application.Companions
            from name in new[] { DataServiceNames.Postgres, DataServiceNames.Redis, DataServiceNames.Qdrant, DataServiceNames.MySql }
                .Select(service => DataServiceNames.Of(companion, service))
                .Concat(companion.Workloads.Select(workload => workload.Name))
            select KeyValuePair.Create(name, companion.Name)).DistinctBy(entry => entry.Key).ToImmutableDictionary();
}
