using System.Collections.Immutable;
using Infra.Application;
using Infra.Applications.Model;
using Infra.Backups;
using Infra.Isolation;
using Infra.Observability;
using Infra.Observability.Alerts;
using Infra.Settings;
using Pulumi;

namespace Infra.Data;

/// <summary>The data services of a project, and nobody else's.</summary>
internal sealed class ProjectData
{
    private readonly ImmutableArray<DeclaredDataService> _services;

    private ProjectData(ImmutableArray<DeclaredDataService> services, ImmutableArray<AlertGroup> alerts)
    {
        _services = services;
        Alerts = alerts;
    }

    /// <summary>How the project reaches them.</summary>
    public ImmutableArray<DataConnection> Connections => [.. _services.Select(service => service.Connection)];

    /// <summary>Where their metrics are.</summary>
    public IEnumerable<ScrapeTarget> ScrapeTargets => _services.SelectMany(service => service.ScrapeTargets);

    /// <summary>The alerts on them, one group each.</summary>
    public ImmutableArray<AlertGroup> Alerts { get; }

    /// <summary>Declares those that the settings say are deployed.</summary>
    /// <param name="project">Whose they are.</param>
    /// <param name="settings">The settings of the stack.</param>
    /// <param name="services">The data services that there are.</param>
    /// <param name="placement">Where they are put.</param>
    /// <param name="clouds">Where managed services are made.</param>
    /// <param name="storage">Where backups go; null where nothing of the stack is backed up.</param>
    /// <param name="options">The options of their components.</param>
    /// <param name="host">The application's own, where they are a companion's. Default: they are the application's own.</param>
    public static ProjectData Declare(
        ProjectDefinition project,
        StackSettings settings,
        IReadOnlyList<DataService> services,
        Placement placement,
        CloudAccounts clouds,
        ObjectStorage? storage,
        ComponentResourceOptions options,
        ProjectData? host = null)
    {
        var declared = ImmutableArray.CreateBuilder<DeclaredDataService>();
        var alerts = ImmutableArray.CreateBuilder<AlertGroup>();
        foreach (var deployed in settings.Data[project.Name].Services)
        {
            var service = services.Single(service => service.Name == deployed.Service);
            var shared = host?.Connections.FirstOrDefault(connection => connection.Service == service.Name);
            declared.Add(service.Declare(deployed, project, settings, placement, shared, clouds, storage, options));
            var watched = WatchedService.Of(project, service.Name, service.Title);
            var group = service.AlertsOn(watched, placement.Namespace, deployed.Settings);
            if (!group.Rules.IsEmpty)
                alerts.Add(group);
        }

        return new ProjectData(declared.ToImmutable(), alerts.ToImmutable());
    }

    /// <summary>The values of the stack outputs of a data service; null where it is not deployed.</summary>
    public T? Outputs<T>()
        where T : DataServiceOutputs
        => _services.Select(service => service.Outputs).OfType<T>().FirstOrDefault();
}
