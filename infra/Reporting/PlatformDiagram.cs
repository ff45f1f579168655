using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Checks;
using Infra.Data;
using Infra.Edge;
using Infra.Settings;
using StackPreview.Diagrams;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Reporting;

/// <summary>
/// What the diagram of who reaches whom cannot know from a plan: data services are components, companions are groups, and Traefik hands
/// requests on.
/// </summary>
/// <param name="settings">The settings of the stack.</param>
/// <param name="services">The data services that it can have.</param>
internal sealed class PlatformDiagram(StackSettings settings, IReadOnlyList<DataService> services) : IDiagramHints
{
    private readonly ImmutableDictionary<string, string> _companions = CompanionsOf(settings.Application, services);

    private readonly ImmutableHashSet<string> _steps =
    [
        .. settings.Application.Projects.Select(project => DerivedNames.RolloutOf(project.Name)),
        .. settings.VolumeBackups.Keys.SelectMany(DerivedNames.BackupsOf),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Groups => [.. settings.Application.Companions.Select(companion => companion.Name)];

    /// <inheritdoc/>
    public IReadOnlyList<int> ApiServerPorts => settings.Cluster.ApiServerPorts;

    /// <inheritdoc/>
    public string OutsideOfDataServices => "object storage";

    /// <inheritdoc/>
    public string? DataServiceOf(PlannedResource component)
        => services.FirstOrDefault(service => service.ComponentTypes.Contains(component.Type))?.Title;

    /// <inheritdoc/>
    public bool IsDrawn(Pods pods) => !pods.Labels.TryGetValue(KubernetesLabels.Name, out var name) || !_steps.Contains(name);

    /// <inheritdoc/>
    public string? GroupOf(string name) => _companions.GetValueOrDefault(name);

    /// <inheritdoc/>
    public IEnumerable<DiagramRoute> RoutesIn(Plan plan)
    {
        var shared = plan.ByName(EdgeKinds.TraefikService);
        var traefik = new NetworkPeer.PodInNamespace(settings.Cluster.TraefikNamespace);
        return from route in plan.OfKind(EdgeKinds.IngressRoute)
               from host in RouteTargets.HostsOf(route).Distinct()
               from service in RouteTargets.Of(route, shared).Distinct()
               select new DiagramRoute(host, service, traefik);
    }

    private static ImmutableDictionary<string, string> CompanionsOf(ApplicationDefinition application, IReadOnlyList<DataService> services)
        => (from companion in application.Companions
            from name in services
                .Select(service => DataServiceNames.Of(companion, service.Name))
                .Concat(companion.Workloads.Select(workload => workload.Name))
            select KeyValuePair.Create(name, companion.Name)).DistinctBy(entry => entry.Key).ToImmutableDictionary();
}
