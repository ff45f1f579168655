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
        "platform",
        "rate-limit",
        "redirect-to-https",
        "security-headers",
        "tls",
        "volumes",
    ];

    /// <summary>
    /// The names of the application's data services; no application bears one either, as each has a service account of its name.
    /// </summary>
    public static ImmutableSortedSet<string> OfDataServices { get; }
        = ImmutableSortedSet.CreateRange(StringComparer.Ordinal, DataServiceRules.All.Select(service => service.Name));

    /// <summary>All of an application, but those that come from a service's name.</summary>
    public static ImmutableSortedSet<string> Of(ApplicationDefinition application)
    {
        var data = from project in application.Projects
                   from service in DataServiceRules.All
                   let name = DataServiceNames.Of(project, service.Name)
                   from reserved in service.NameParts.Select(part => $"{name}-{part}").Prepend(name).Concat(service.OtherNames)
                   select reserved;
        return ImmutableSortedSet.CreateRange(StringComparer.Ordinal, OfPlatform.Concat(data));
    }
}
