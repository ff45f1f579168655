using System.Text.RegularExpressions;
using Infra.Faults;
using Infra.Values;

namespace Infra.Applications.Model.Rules;

/// <summary>The rules for every application's definition.</summary>
internal static partial class ApplicationRules
{
    private static readonly NumberRange Ports = new(1, 65535);

    // Of bytes or characters.
    private static readonly NumberRange SecretLengths = new(16, int.MaxValue);

    /// <summary>What is wrong with a definition.</summary>
    /// <param name="application">The application.</param>
    /// <param name="services">The data services that it may have.</param>
    public static IEnumerable<Fault> FaultsOf(ApplicationDefinition application, IReadOnlyList<IDataServiceDefinition> services)
        => NameRules.FaultsOf(application, services)
            .Concat(application.Projects.SelectMany(NeedFaults))
            .Concat(ImageFaults(application))
            .Concat(WorkloadNameFaults(application))
            .Concat(
                application.Projects.SelectMany(
                    project => project.Workloads.SelectMany(workload => WorkloadFaults(project, workload, services))))
            .Concat(application.Projects.SelectMany(PortFaults))
            .Concat(SubdomainFaults(application))
            .Concat(CallFaults(application))
            .Concat(HostPathFaults(application))
            .Concat(VolumeRules.FaultsOf(application, services))
            .Concat(SecretFaults(application));

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

    private static IEnumerable<Fault> ImageFaults(ApplicationDefinition application)
    {
        foreach (var group in Duplicates.Of(application.Images, image => image.Name))
        {
            yield return new Fault(
                $"Image {group.Key}",
                $"defined {group.Count()} times",
                "an image has one definition",
                "Remove all but one");
        }

        var used = application.ImageNames.ToHashSet();
        foreach (var name in used.Where(name => used.Contains(DerivedNames.CanaryOf(name))))
        {
            yield return new Fault(
                "name of an image",
                $"\"{DerivedNames.CanaryOf(name)}\"",
                $"it is the name of the next version of the image {name}",
                "Rename it");
        }

        foreach (var image in application.Images)
        {
            if (!used.Contains(image.Name))
                yield return new Fault("Images", $"\"{image.Name}\"", "no container runs it", "Remove it, or correct the name");
            foreach (var (name, value) in image.Build.Arguments.Where(
                argument => argument.Value.Contains("://", StringComparison.Ordinal)))
            {
                yield return new Fault(
                    $"Image {image.Name}.{nameof(image.Build)}.{nameof(image.Build.Arguments)}.{name}",
                    $"\"{value}\"",
                    "one image is promoted through all environments, and cannot hold the address of one",
                    "Leave it empty, or use a path such as /api");
            }

            if (image.Published is { } reference && PublishedFault($"Image {image.Name}", reference) is { } fault)
                yield return fault;
        }
    }

    private static Fault? PublishedFault(string path, ImageReference reference)
    {
        if (!reference.IsValid)
            return new Fault(path, $"\"{reference}\"", ImageReference.Rule, $"Use a value such as {ImageReference.Example}");
        return reference.IsPinned
            ? null
            : new Fault(path, $"\"{reference}\"", "a third-party image has a tag other than latest, or a digest", "Name a version");
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

    private static IEnumerable<Fault> SubdomainFaults(ApplicationDefinition application)
        => from service in application.AllServices
           where service.Subdomain is not null && !NameRules.IsName(service.Subdomain)
           select new Fault($"{service.Name}.{nameof(service.Subdomain)}", $"\"{service.Subdomain}\"", NameRules.Rule, "Rename it");

    private static IEnumerable<Fault> CallFaults(ApplicationDefinition application)
    {
        var services = application.AllServices.DistinctBy(service => service.Name).ToDictionary(service => service.Name);
        foreach (var workload in application.AllWorkloads)
        {
            var path = $"{workload.Name}.{nameof(workload.Calls)}";
            foreach (var service in workload.CalledServices.Where(service => !services.ContainsKey(service)))
            {
                yield return new Fault(
                    path,
                    $"\"{service}\"",
                    "the application has no service of this name",
                    NearestName.Suggest(service, services.Keys, name => name));
            }

            var comesBefore = workload is JobDefinition { Purpose: JobPurpose.Migration or JobPurpose.Import };
            foreach (var service in comesBefore ? workload.CalledServices : [])
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

    private static IEnumerable<Fault> HostPathFaults(ApplicationDefinition application)
    {
        var served = from service in application.AllServices from at in service.AlsoAt select (Service: service, At: at);
        foreach (var (service, at) in served)
        {
            var path = $"{service.Name}.{nameof(service.AlsoAt)}";
            if (!HostPathPattern().IsMatch(at.Path))
            {
                yield return new Fault(
                    path,
                    $"\"{at.Path}\"",
                    "a path begins with '/', and goes on with letters, digits, '-', '.', '_' and '/'; it does not end in '/'",
                    "Use a path such as /api");
            }

            if (!service.IsPublic)
            {
                yield return new Fault(
                    path,
                    $"\"{at.Path}\"",
                    "only a public service is reached from outside",
                    "Set IsPublic, or remove it");
            }

            var hosts = application.AllServices.Where(other => other.IsPublic && other != service).Select(other => other.Name).ToList();
            if (!hosts.Contains(at.Service))
            {
                yield return new Fault(
                    path,
                    $"\"{at.Service}\"",
                    "it is the host of another public service",
                    NearestName.Suggest(at.Service, hosts, name => name));
            }
        }

        foreach (var group in Duplicates.Of(served, one => one.At))
        {
            yield return new Fault(
                $"{nameof(ServiceDefinition.AlsoAt)} of {string.Join(" and ", group.Select(one => one.Service.Name))}",
                $"\"{group.Key.Path}\" of {group.Key.Service}",
                "of two routes that match the same, one gets all the requests",
                "Remove all but one");
        }
    }

    private static IEnumerable<string> PublicServicesOf(Variable variable) => variable switch
    {
        PublicUrlVariable { Service: var service } => [service],
        ComposedVariable { Parts: var parts } => parts.OfType<HostPart>().Select(part => part.Service),
        _ => [],
    };

    private static IEnumerable<Fault> SecretFaults(ApplicationDefinition application)
    {
        foreach (var group in Duplicates.Of(application.Secrets, secret => secret.Name))
        {
            yield return new Fault(
                $"Secret {group.Key}",
                $"defined {group.Count()} times",
                "a secret has one definition",
                "Use one for all variables");
        }

        foreach (var secret in application.Secrets)
        {
            if (!SecretPattern().IsMatch(secret.Name))
            {
                yield return new Fault(
                    "Secret",
                    $"\"{secret.Name}\"",
                    "names of secrets are upper-case letters, digits and '_', and begin with a letter",
                    "Rename it");
            }

            if (secret is GeneratedSecret { Shape.Length: var length } && !SecretLengths.Contains(length))
            {
                yield return new Fault(
                    $"Secret {secret.Name}",
                    $"{length} long",
                    $"a generated secret has at least {SecretLengths.Lowest} bytes or characters",
                    SecretLengths.FixOf(length));
            }

            if (
                PlatformSecrets.All.FirstOrDefault(platform => platform.Name == secret.Name) is { } own
                && PlatformFault(secret, own) is { } fault)
            {
                yield return fault;
            }
        }
    }

    private static Fault? PlatformFault(SecretDefinition secret, SuppliedSecret own)
    {
        if (!PlatformSecrets.Shared.Contains(own))
            return new Fault("Secret", $"\"{secret.Name}\"", "the platform has a secret of this name, which is its own", "Rename it");
        return secret == own
            ? null
            : new Fault(
                "Secret",
                $"\"{secret.Name}\"",
                "the platform has a secret of this name, which applications may use as it is",
                $"Rename it, or use the definition in {nameof(PlatformSecrets)}");
    }

    [GeneratedRegex("^(/[A-Za-z0-9._-]+)+\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HostPathPattern();

    [GeneratedRegex("^[A-Z][A-Z0-9_]*\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SecretPattern();
}
