using System.Collections.Immutable;

namespace Infra.Applications.Model.Rules;

/// <summary>
/// The names that no workload may bear: the program itself gives them to objects of a namespace, whether or not a stack has them all.
/// Objects are told apart by kind and name, and pods are selected by name, so that one would be taken for the other.
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
        "limits",
        "platform",
        "rate-limit",
        "redirect-to-https",
        "security-headers",
        "shared-hosts",
        "tls",
        "volumes",
    ];

    /// <summary>All of an application, but those that come from a service's name.</summary>
    /// <param name="application">The application.</param>
    /// <param name="services">The data services that it may have.</param>
    public static ImmutableSortedSet<string> Of(ApplicationDefinition application, IReadOnlyList<IDataServiceDefinition> services)
    {
        var data = from project in application.Projects
                   from service in services
                   let name = DataServiceNames.Of(project, service.Name)
                   from reserved in service.NameParts.Select(part => $"{name}-{part}").Prepend(name).Concat(service.OtherNames)
                   select reserved;
        var steps = application.Projects.Select(project => DerivedNames.RolloutOf(project.Name));
        var volumes = from volume in application.AllVolumes
                      where volume.IsPrecious
                      from name in DerivedNames.BackupsOf(volume.Name)
                      select name;
        var restored = from workload in application.AllWorkloads
                       where workload.AllContainers.Any(container => container.Volumes.Any(mount => mount.Volume.IsPrecious))
                       select DerivedNames.StoreOf(workload.Name);
        return ImmutableSortedSet.CreateRange(
            StringComparer.Ordinal,
            OfPlatform.Concat(data).Concat(steps).Concat(volumes).Concat(restored));
    }
}
