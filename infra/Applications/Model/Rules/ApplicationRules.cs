using Infra.Faults;
using Infra.Values;

namespace Infra.Applications.Model.Rules;

/// <summary>The rules for every application's definition.</summary>
internal static class ApplicationRules
{
    private static readonly NumberRange Ports = new(1, 65535);

    /// <summary>What is wrong with a definition.</summary>
    /// <param name="application">The application.</param>
    /// <param name="services">The data services that it may have.</param>
    public static IEnumerable<Fault> FaultsOf(ApplicationDefinition application, IReadOnlyList<IDataServiceDefinition> services)
        => NameRules.FaultsOf(application, services)
            .Concat(application.Projects.SelectMany(NeedFaults))
            .Concat(ImageRules.FaultsOf(application))
            .Concat(WorkloadNameFaults(application))
            .Concat(
                application.Projects.SelectMany(
                    project => project.Workloads.SelectMany(workload => WorkloadFaults(project, workload, services))))
            .Concat(application.Projects.SelectMany(PortFaults))
            .Concat(RouteRules.FaultsOf(application))
            .Concat(CallFaults(application))
            .Concat(VolumeRules.FaultsOf(application, services))
            .Concat(SecretRules.FaultsOf(application));

    private static IEnumerable<Fault> NeedFaults(ProjectDefinition project)
    {
        var path = project is CompanionDefinition ? $"{project.Name}.{nameof(project.Needs)}" : nameof(project.Needs);
        var repeated = from needs in Duplicates.Of(project.Needs, need => need.Service)
                       select new Fault(
                           path,
                           $"{needs.First().GetType().Name} {needs.Count()} times",
                           "a project has one of each data service",
                           "Remove all but one");
        return project.Needs.SelectMany(need => need.Faults(project, path)).Concat(repeated);
    }

    private static IEnumerable<Fault> WorkloadNameFaults(ApplicationDefinition application)
    {
        foreach (var group in Duplicates.Of(application.AllWorkloads, workload => workload.Name))
        {
            yield return new Fault(
                $"name of {group.Count()} workloads",
                $"\"{group.Key}\"",
                "each workload has a name of its own",
                "Rename all but one");
        }

        var names = application.AllWorkloads.Select(workload => workload.Name).ToHashSet();
        var clashes = from workload in application.AllWorkloads
                      from container in workload.AllContainers.Skip(1)
                      let name = $"{workload.Name}-{container.Name}"
                      where names.Contains(name)
                      select (workload, container, name);
        foreach (var (workload, container, name) in clashes)
        {
            yield return new Fault(
                $"{workload.Name}: name of a container",
                $"\"{container.Name}\"",
                $"with the workload's it is {name}, which another workload is called",
                "Rename one of them");
        }
    }

    private static IEnumerable<Fault> WorkloadFaults(
        ProjectDefinition project,
        WorkloadDefinition workload,
        IReadOnlyList<IDataServiceDefinition> services)
    {
        if (!NameRules.IsName(workload.Name))
            yield return new Fault("name of a workload", $"\"{workload.Name}\"", NameRules.Rule, "Rename it");
        if (workload.UserId < 1)
        {
            yield return new Fault(
                $"{workload.Name}.{nameof(workload.UserId)}",
                $"{workload.UserId}",
                "containers do not run as root",
                "Use the user of the image, such as 10001");
        }

        var ports = $"{workload.Name}.{nameof(workload.InternetPorts)}";
        foreach (var fault in workload.InternetPorts.SelectMany(port => Ports.FaultsOf(ports, port)))
            yield return fault;

        foreach (var name in workload.InternetPortVariables.Where(name => !HasPortVariable(workload, name)))
        {
            yield return new Fault(
                $"{workload.Name}.{nameof(workload.InternetPortVariables)}",
                $"\"{name}\"",
                $"it names an optional variable of the shape {nameof(VariableShape.Port)}",
                $"Add Variable.Optional(\"{name}\", …, VariableShape.{nameof(VariableShape.Port)}), or correct the name");
        }

        if (workload.SecurityExemption is { } exemption
            && (string.IsNullOrWhiteSpace(exemption.Reason) || (!exemption.RunsAsRoot && !exemption.WritesToRoot)))
        {
            yield return new Fault(
                $"{workload.Name}.{nameof(workload.SecurityExemption)}",
                $"\"{exemption.Reason}\"",
                "an exemption says what it allows, and why",
                $"Give the reason, and set {nameof(exemption.RunsAsRoot)} or {nameof(exemption.WritesToRoot)}");
        }

        foreach (
            var fault in ContainerRules.FaultsOf(project, workload, services).Concat(RunningRules.FaultsOf(project, workload, services)))
        {
            yield return fault;
        }
    }

    private static bool HasPortVariable(WorkloadDefinition workload, string name)
        => workload.AllVariables.Any(variable => variable is OptionalVariable { Shape: VariableShape.Port } && variable.Name == name);

    private static IEnumerable<Fault> PortFaults(ProjectDefinition project)
    {
        var faults = from service in project.Services
                     from fault in RangeRules.ContainerPortFaults($"{service.Name}.{nameof(service.Port)}", service.Port)
                     select fault;
        foreach (var fault in faults)
            yield return fault with { Fix = $"{fault.Fix}; the edge serves 443 whatever it is" };

        foreach (var group in Duplicates.Of(project.Services, service => service.Port))
        {
            yield return new Fault(
                $"Port of {string.Join(" and ", group.Select(service => service.Name))}",
                $"{group.Key}",
                "each service has a port of its own",
                "Change all but one");
        }
    }

    private static IEnumerable<Fault> CallFaults(ApplicationDefinition application)
    {
        var services = application.AllServices.DistinctBy(service => service.Name).ToDictionary(service => service.Name);
        foreach (var workload in application.AllWorkloads)
        {
            var path = $"{workload.Name}.{nameof(workload.Calls)}";
            foreach (var call in workload.AllCalls)
            {
                if (services.TryGetValue(call.Service, out var called))
                {
                    foreach (var fault in PortRules.FaultsOf(path, call, called))
                        yield return fault;
                    continue;
                }

                yield return new Fault(
                    path,
                    $"\"{call.Service}\"",
                    "the application has no service of this name",
                    NearestName.Suggest(call.Service, services.Keys, name => name));
            }

            var comesBefore = workload is JobDefinition { Purpose: JobPurpose.Migration or JobPurpose.Import };
            foreach (var service in comesBefore ? workload.AllCalls.Select(call => call.Service).Distinct() : [])
            {
                yield return new Fault(
                    path,
                    $"\"{service}\"",
                    "a migration or import comes before the services of its release, and the first release has no others",
                    "Remove it, or make it a verification");
            }

            var addressed = from variable in workload.AllVariables
                            from service in PublicServicesOf(variable)
                            where !IsPublic(service)
                            select (variable, service);
            foreach (var (variable, service) in addressed)
            {
                yield return new Fault(
                    $"{workload.Name}.{nameof(workload.Variables)}",
                    $"{variable.Name} of \"{service}\"",
                    "only a public service has an address for the outside",
                    "Name a service that is public");
            }
        }

        bool IsPublic(string name) => services.TryGetValue(name, out var service) && service.IsPublic;
    }

    private static IEnumerable<string> PublicServicesOf(Variable variable) => variable switch
    {
        PublicUrlVariable { Service: var service } => [service],
        ComposedVariable { Parts: var parts } => parts.OfType<HostPart>().Select(part => part.Service),
        _ => [],
    };
}
