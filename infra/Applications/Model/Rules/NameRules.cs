using System.Text.RegularExpressions;
using Infra.Faults;

namespace Infra.Applications.Model.Rules;

/// <summary>The rules for the names in an application's definition.</summary>
internal static partial class NameRules
{
    /// <summary>What names are made of.</summary>
    public const string Rule = "names are at most 40 lower-case letters, digits and '-', and begin with a letter";

    /// <summary>Whether it is a name for an object of the cluster and a key of the stack file.</summary>
    public static bool IsName(string name) => NamePattern().IsMatch(name);

    /// <summary>What is wrong with the names of the application, its companions and its workloads.</summary>
    /// <param name="application">The application.</param>
    /// <param name="services">The data services that it may have.</param>
    public static IEnumerable<Fault> FaultsOf(ApplicationDefinition application, IReadOnlyList<IDataServiceDefinition> services)
        => ProjectFaults(application, services).Concat(WorkloadFaults(application, services)).Concat(DerivedFaults(application));

    private static IEnumerable<Fault> ProjectFaults(
        ApplicationDefinition application,
        IReadOnlyList<IDataServiceDefinition> services)
    {
        if (!IsName(application.Name))
            yield return new Fault("name", $"\"{application.Name}\"", Rule, "Rename it");
        // No application bears it, as each has a service account of its name.
        if (services.Any(service => service.Name == application.Name))
            yield return new Fault("name", $"\"{application.Name}\"", "it is the name of a data service", "Rename it");

        var reserved = ReservedNames.Of(application, services);
        foreach (var name in application.Companions.Select(companion => companion.Name))
        {
            if (!IsName(name))
                yield return new Fault("name of a companion", $"\"{name}\"", Rule, "Rename it");
            if (reserved.Contains(name))
            {
                yield return new Fault(
                    "name of a companion",
                    $"\"{name}\"",
                    "the program itself declares something of this name",
                    "Rename it");
            }
        }

        foreach (var group in Duplicates.Of(application.Projects, project => project.Name))
        {
            yield return new Fault(
                $"name of {group.Count()} projects",
                $"\"{group.Key}\"",
                "the application and each companion have names of their own",
                "Rename all but one");
        }
    }

    private static IEnumerable<Fault> WorkloadFaults(
        ApplicationDefinition application,
        IReadOnlyList<IDataServiceDefinition> services)
    {
        var reserved = ReservedNames.Of(application, services);
        return from workload in application.AllWorkloads
               where reserved.Contains(workload.Name)
               select new Fault(
                   "name of a workload",
                   $"\"{workload.Name}\"",
                   "the program itself declares something of this name",
                   "Rename it");
    }

    // Of the names that the program makes of those of services.
    private static IEnumerable<Fault> DerivedFaults(ApplicationDefinition application)
    {
        var publicServices = application.AllServices.Where(service => service.IsPublic).Select(service => service.Name).ToHashSet();
        foreach (var service in publicServices.Where(service => publicServices.Contains(DerivedNames.RedirectOf(service))))
        {
            yield return new Fault(
                "name of a workload",
                $"\"{DerivedNames.RedirectOf(service)}\"",
                $"it is the name of a route of the public service {service}",
                "Rename it");
        }

        var names = application.AllWorkloads.Select(workload => workload.Name).ToHashSet();
        var services = application.AllServices.Select(service => service.Name);
        foreach (var service in services.Where(service => names.Contains(DerivedNames.ReleaseOf(service))))
        {
            yield return new Fault(
                "name of a workload",
                $"\"{DerivedNames.ReleaseOf(service)}\"",
                $"it is the host under which verifications ask the service {service}",
                "Rename it");
        }

        foreach (var service in publicServices.Where(service => names.Contains(DerivedNames.CanaryOf(service))))
        {
            yield return new Fault(
                "name of a workload",
                $"\"{DerivedNames.CanaryOf(service)}\"",
                $"it is the name of the canary of the public service {service}",
                "Rename it");
        }
    }

    [GeneratedRegex("^[a-z]([a-z0-9-]{0,38}[a-z0-9])?\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamePattern();
}
