using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Environments;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>The data services of a project: the application's, or a companion's.</summary>
/// <param name="Services">Those that are deployed.</param>
public sealed record DataSettings(ImmutableArray<DeployedDataService> Services)
{
    /// <summary>Whether backups of any of them go to the object storage.</summary>
    public bool AreBackedUp => Services.Any(service => service.Settings.IsBackedUp);

    /// <summary>Whether any of them cannot be deployed without an object storage.</summary>
    public bool NeedObjectStorage => Services.Any(service => service.Settings.NeedsObjectStorage);

    /// <summary>The same where there is no object storage.</summary>
    public DataSettings WithoutObjectStorage()
        => new([.. Services.Select(service => service with { Settings = service.Settings.WithoutObjectStorage() })]);

    /// <summary>The settings of a data service; null where it is not deployed.</summary>
    public T? Find<T>()
        where T : DataServiceSettings
        => Services.Select(service => service.Settings).OfType<T>().FirstOrDefault();

    /// <summary>The settings of a data service by its name; null where it is not deployed.</summary>
    internal DataServiceSettings? Of(string service) => Services.FirstOrDefault(deployed => deployed.Service == service)?.Settings;

    /// <summary>Reads the sections.</summary>
    /// <param name="open">Opens a section by its name, given what it is about.</param>
    /// <param name="services">The data services that there are.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="project">Whose they are.</param>
    /// <param name="host">Those of the application, where they are a companion's; null where they are the application's own.</param>
    internal static DataSettings Read(
        Func<string, string, Section> open,
        IReadOnlyList<IDataServiceSection> services,
        EnvironmentTraits environment,
        ProjectDefinition project,
        DataSettings? host)
    {
        var deployed = ImmutableArray.CreateBuilder<DeployedDataService>();
        foreach (var service in services)
        {
            var section = open(service.Name, service.SectionMeaning);
            var isEnabled = IsEnabled(section, service, project);
            var settings = service.Read(section, environment, project, host?.Of(service.Name));
            if (isEnabled)
                deployed.Add(new DeployedDataService(service.Name, DataServiceNames.Of(project, service.Name), settings));
        }

        return new DataSettings(deployed.ToImmutable());
    }

    private static bool IsEnabled(Section section, IDataServiceSection service, ProjectDefinition project)
    {
        var isNeeded = project.Needs.Any(need => need.Service == service.Name);
        var isEnabled = section.Get(
            "enabled",
            SettingTypes.Boolean,
            isNeeded,
            "Whether it is deployed.",
            shownDefault: "what the application needs");
        if (isNeeded && !isEnabled)
        {
            section.Report(
                $"{section.Path}.enabled",
                "false",
                $"{project.Title} needs {service.Title}",
                "Remove the line, or deploy another application");
        }

        return isEnabled;
    }
}
