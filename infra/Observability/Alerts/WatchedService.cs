using Infra.Applications.Model;

namespace Infra.Observability.Alerts;

/// <summary>A data service, as its alerts name it.</summary>
/// <param name="Name">Its name in the namespace.</param>
/// <param name="Kind">What its kind of service is called.</param>
/// <param name="Settings">The section of the stack file that it is set in.</param>
internal sealed record WatchedService(string Name, string Kind, string Settings)
{
    /// <summary>What the names of its alerts begin with: of a companion's, with the companion's name.</summary>
    public string Prefix => WorkloadAlerts.Prefix(Name);

    /// <summary>What it is called in sentences: of a companion's, with its name.</summary>
    public string Title => string.Equals(Name, Kind, StringComparison.OrdinalIgnoreCase) ? Kind : $"{Kind} {Name}";

    /// <summary>A data service of a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="service">The service's name without a prefix.</param>
    /// <param name="kind">What its kind of service is called.</param>
    public static WatchedService Of(ProjectDefinition project, string service, string kind)
        => new(
            DataServiceNames.Of(project, service),
            kind,
            project is CompanionDefinition ? $"infra:companions.{project.Name}.{service}" : $"infra:{service}");
}
