using System.Text.RegularExpressions;
using Infra.Applications.Model;
using Infra.Faults;
using Infra.Values;

namespace Infra.Settings;

/// <summary>What every application's definition is held to.</summary>
internal static partial class ApplicationRules
{
    /// <summary>What names are made of.</summary>
    internal const string NameRule = "names are at most 40 lower-case letters, digits and '-', and begin with a letter";

    // Of Percona's clusters.
    private const int LongestMySqlName = 22;

    // The role streaming_replica is CloudNativePG's.
    private static readonly string[] DatabasesOfPostgres = ["postgres", "template0", "template1", "streaming_replica"];

    // The last ones are users of Percona's operator, and of the exporter.
    private static readonly string[] DatabasesOfMySql =
    [
        "mysql", "information_schema", "performance_schema", "sys", "sys_operator", "root", "clusterset", "heartbeat", "monitor", "operator", "orchestrator", "replication", "xtrabackup", "exporter",
    ];

    /// <summary>What is wrong with a definition, one line each.</summary>
    public static IEnumerable<string> FaultsOf(ApplicationDefinition application)
    {
        var faults = NameFaults(application)
            .Concat(application.Projects.SelectMany(project => NeedFaults(application, project)))
            .Concat(application.Projects.SelectMany(project => MySqlFaults(application, project)))
            .Concat(ImageFaults(application))
            .Concat(WorkloadFaults(application))
            .Concat(application.Projects.SelectMany(PortFaults))
            .Concat(SubdomainFaults(application))
            .Concat(CallFaults(application))
            .Concat(VolumeRules.FaultsOf(application))
            .Concat(SecretFaults(application));
        return faults.Select(fault => $"application {application.Name}: {fault}");
    }

    /// <summary>Words a fault.</summary>
    internal static string Fault(string path, string value, string rule, string fix) => $"{path} is {value}; {rule}. {fix}.";

    /// <summary>Whether it is a name for an object of the cluster and a key of the stack file.</summary>
    internal static bool IsName(string name) => NamePattern().IsMatch(name);

    private static IEnumerable<string> NameFaults(ApplicationDefinition application)
    {
        if (!IsName(application.Name))
            yield return Fault("name", $"\"{application.Name}\"", NameRule, "Rename it");
        if (ReservedNames.OfDataServices.Contains(application.Name))
            yield return Fault("name", $"\"{application.Name}\"", "it is the name of a data service", "Rename it");

        var reserved = ReservedNames.Of(application);
        foreach (var companion in application.Companions)
        {
            if (!IsName(companion.Name))
                yield return Fault("name of a companion", $"\"{companion.Name}\"", NameRule, "Rename it");
            if (reserved.Contains(companion.Name))
                yield return Fault("name of a companion", $"\"{companion.Name}\"", "the program itself declares something of this name", "Rename it");
        }

        foreach (var group in application.Projects.GroupBy(project => project.Name).Where(group => group.Count() > 1))
            yield return Fault($"name of {group.Count()} projects", $"\"{group.Key}\"", "the application and each companion have names of their own", "Rename all but one");
        foreach (var workload in application.AllWorkloads.Where(workload => reserved.Contains(workload.Name)))
            yield return Fault("name of a workload", $"\"{workload.Name}\"", "the program itself declares something of this name", "Rename it");

        var publicServices = application.AllServices.Where(service => service.IsPublic).Select(service => service.Name).ToHashSet();
        foreach (var service in publicServices.Where(service => publicServices.Contains(ReservedNames.RedirectOf(service))))
            yield return Fault("name of a workload", $"\"{ReservedNames.RedirectOf(service)}\"", $"it is the name of a route of the public service {service}", "Rename it");
        var names = application.AllWorkloads.Select(workload => workload.Name).ToHashSet();
        foreach (var service in publicServices.Where(service => names.Contains(ReservedNames.CanaryOf(service))))
            yield return Fault("name of a workload", $"\"{ReservedNames.CanaryOf(service)}\"", $"it is the name of the canary of the public service {service}", "Rename it");
    }

    private static IEnumerable<string> NeedFaults(ApplicationDefinition application, ProjectDefinition project)
    {
        if (project.Needs.Postgres is not { Database: var database })
            yield break;
        var path = project == application ? "Needs.Postgres.Database" : $"{project.Name}.Needs.Postgres.Database";
        if (!DatabasePattern().IsMatch(database))
            yield return Fault(path, $"\"{database}\"", "a database has a name of at most 63 lower-case letters, digits and '_', which begins with no digit", "Rename it");
        if (DatabasesOfPostgres.Contains(database) || database.StartsWith("pg_", StringComparison.Ordinal))
            yield return Fault(path, $"\"{database}\"", "Postgres has a database or a role of this name itself", "Rename it");
    }

    // The user is named like the database, and a user's name has 32 characters at most.
    private static IEnumerable<string> MySqlFaults(ApplicationDefinition application, ProjectDefinition project)
    {
        if (project.Needs.MySql is not { Database: var database })
            yield break;
        var path = project == application ? "Needs.MySql.Database" : $"{project.Name}.Needs.MySql.Database";
        if (project is CompanionDefinition && DataServiceNames.Of(project, DataServiceNames.MySql) is { Length: > LongestMySqlName } name)
            yield return Fault("name of a companion", $"\"{project.Name}\"", $"its MySQL is called {name}, and the operator takes at most {LongestMySqlName} characters", "Shorten it");
        if (!DatabasePattern().IsMatch(database) || database.Length > 32)
            yield return Fault(path, $"\"{database}\"", "a database has a name of at most 32 lower-case letters, digits and '_', which begins with no digit", "Rename it");
        if (DatabasesOfMySql.Contains(database) || database.StartsWith("mysql_", StringComparison.Ordinal))
            yield return Fault(path, $"\"{database}\"", "MySQL has a database or a user of this name itself", "Rename it");
    }

    private static IEnumerable<string> ImageFaults(ApplicationDefinition application)
    {
        foreach (var group in application.Images.GroupBy(image => image.Name).Where(group => group.Count() > 1))
            yield return Fault($"Image {group.Key}", $"defined {group.Count()} times", "an image has one definition", "Remove all but one");

        var used = application.ImageNames.ToHashSet();
        foreach (var name in used.Where(name => used.Contains(ReservedNames.CanaryOf(name))))
            yield return Fault("name of an image", $"\"{ReservedNames.CanaryOf(name)}\"", $"it is the name of the next version of the image {name}", "Rename it");
        foreach (var image in application.Images)
        {
            if (!used.Contains(image.Name))
                yield return Fault("Images", $"\"{image.Name}\"", "no container runs it", "Remove it, or correct the name");
            if (image.Published is { } reference && ImageReference.TryParse(reference) is not { IsPinned: true })
                yield return Fault($"Image {image.Name}", $"\"{reference}\"", "an image of others is a reference with a tag other than latest, or with a digest", "Name a version");
        }
    }

    private static IEnumerable<string> WorkloadFaults(ApplicationDefinition application)
    {
        foreach (var group in application.AllWorkloads.GroupBy(workload => workload.Name).Where(group => group.Count() > 1))
            yield return Fault($"name of {group.Count()} workloads", $"\"{group.Key}\"", "each workload has a name of its own", "Rename all but one");

        var names = application.AllWorkloads.Select(workload => workload.Name).ToHashSet();
        foreach (var (workload, container) in application.AllWorkloads.SelectMany(workload => workload.AllContainers.Skip(1), (workload, container) => (workload, container)))
        {
            if (names.Contains($"{workload.Name}-{container.Name}"))
                yield return Fault($"{workload.Name}: name of a container", $"\"{container.Name}\"", $"with the workload's it is {workload.Name}-{container.Name}, which another workload is called", "Rename one of them");
        }

        foreach (var (project, workload) in application.Projects.SelectMany(project => project.Workloads.Select(workload => (project, workload))))
        {
            if (!IsName(workload.Name))
                yield return Fault("name of a workload", $"\"{workload.Name}\"", NameRule, "Rename it");
            if (workload.UserId < 1)
                yield return Fault($"{workload.Name}.UserId", $"{workload.UserId}", "containers do not run as root", "Use the user of the image, such as 10001");
            foreach (var port in workload.InternetPorts.Where(port => port is < 1 or > 65535))
                yield return Fault($"{workload.Name}.InternetPorts", $"{port}", "it is a port from 1 to 65535", "Use such a port");
            if (workload.SecurityExemption is { } exemption && (string.IsNullOrWhiteSpace(exemption.Reason) || (!exemption.RunsAsRoot && !exemption.WritesToRoot)))
                yield return Fault($"{workload.Name}.SecurityExemption", $"\"{exemption.Reason}\"", "an exemption says what it allows, and why", "Give the reason, and set RunsAsRoot or WritesToRoot");

            foreach (var fault in ContainerRules.FaultsOf(project, workload).Concat(RunningRules.FaultsOf(project, workload)))
                yield return fault;
        }
    }

    private static IEnumerable<string> PortFaults(ProjectDefinition project)
    {
        foreach (var service in project.Services.Where(service => service.Port is < 1024 or > 65535))
            yield return Fault($"{service.Name}.Port", $"{service.Port}", "a container that is not root listens on 1024 to 65535", "Use such a port; the edge serves 443 whatever it is");

        foreach (var group in project.Services.GroupBy(service => service.Port).Where(group => group.Count() > 1))
            yield return Fault($"Port of {string.Join(" and ", group.Select(service => service.Name))}", $"{group.Key}", "each service has a port of its own", "Change all but one");
    }

    private static IEnumerable<string> SubdomainFaults(ApplicationDefinition application)
        => from service in application.AllServices
           where service.Subdomain is not null && !IsName(service.Subdomain)
           select Fault($"{service.Name}.Subdomain", $"\"{service.Subdomain}\"", NameRule, "Rename it");

    private static IEnumerable<string> CallFaults(ApplicationDefinition application)
    {
        var services = application.AllServices.DistinctBy(service => service.Name).ToDictionary(service => service.Name);
        foreach (var workload in application.AllWorkloads)
        {
            foreach (var service in workload.CalledServices.Where(service => !services.ContainsKey(service)))
                yield return Fault($"{workload.Name}.Calls", $"\"{service}\"", "the application has no service of this name", NearestName.Suggest(service, services.Keys, name => name));
            foreach (var service in workload.CalledServices.Where(_ => workload is JobDefinition { Purpose: JobPurpose.Migration or JobPurpose.Import }))
                yield return Fault($"{workload.Name}.Calls", $"\"{service}\"", "a migration or import comes before the services of its release, and the first release has no others", "Remove it, or make it a verification");
            foreach (var (name, service) in workload.AllVariables.OfType<PublicUrlVariable>().Where(variable => !services.TryGetValue(variable.Service, out var service) || !service.IsPublic))
                yield return Fault($"{workload.Name}.Variables", $"{name} of \"{service}\"", "only a public service has an address for the outside", "Name a service that is public");
        }
    }

    private static IEnumerable<string> SecretFaults(ApplicationDefinition application)
    {
        foreach (var group in application.Secrets.GroupBy(secret => secret.Name).Where(group => group.Count() > 1))
            yield return Fault($"Secret {group.Key}", $"defined {group.Count()} times", "a secret has one definition", "Use one for all variables");

        foreach (var secret in application.Secrets)
        {
            if (!SecretPattern().IsMatch(secret.Name))
                yield return Fault("Secret", $"\"{secret.Name}\"", "names of secrets are upper-case letters, digits and '_', and begin with a letter", "Rename it");
            if (secret is GeneratedSecret { Shape.Length: < 16 } generated)
                yield return Fault($"Secret {secret.Name}", $"{generated.Shape.Length} long", "a generated secret has at least 16 bytes or characters", "Use 32");
            if (PlatformSecrets.All.Any(platform => platform.Name == secret.Name))
                yield return Fault("Secret", $"\"{secret.Name}\"", "the platform has a secret of this name", "Rename it");
        }
    }

    [GeneratedRegex("^[a-z]([a-z0-9-]{0,38}[a-z0-9])?\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DatabasePattern();

    [GeneratedRegex("^[A-Z][A-Z0-9_]*\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SecretPattern();
}
