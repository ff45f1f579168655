using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Settings;
using StackPreview.Rendering;

namespace Infra.Reporting;

/// <summary>The settings that are allowed, and that take back what the environment promises, or bind others.</summary>
internal static class PromisesSection
{
    private static readonly ImmutableArray<ReportColumn> Columns =
    [
        new("key", "Setting") { IsCode = true },
        new("problem", "What it means"),
    ];

    /// <summary>The section.</summary>
    public static ReportSection Of(StackSettings settings)
    {
        var rows = from project in settings.Application.Projects
                   from service in settings.Data[project.Name].Services
                   from contradiction in service.Settings.Contradictions(settings.Environment)
                   let section = project is CompanionDefinition
                       ? $"infra:companions.{project.Name}.{service.Service}"
                       : $"infra:{service.Service}"
                   select ImmutableArray.Create($"{section}.{contradiction.Key}", contradiction.Value);
        return new ReportSection(
            "Against what the environment promises",
            "warnings",
            Columns,
            [.. rows, .. VolumeRows(settings), .. EdgeRows(settings.Edge)]);
    }

    private static IEnumerable<ImmutableArray<string>> VolumeRows(StackSettings settings)
        => from volume in settings.VolumeBackups.OrderBy(volume => volume.Key, StringComparer.Ordinal)
           let contradiction = volume.Value.Contradiction(volume.Key, settings.Environment)
           where contradiction is not null
           select ImmutableArray.Create($"infra:volumeBackups.{volume.Key}.enabled", contradiction);

    private static IEnumerable<ImmutableArray<string>> EdgeRows(EdgeSettings edge)
        => from host in edge.HostsWithForeignSubdomains
           select ImmutableArray.Create(
               "infra:edge.hstsSubdomains",
               $"browsers that have seen {host} refuse plain HTTP to all its subdomains for two years, whoever serves them");
}
