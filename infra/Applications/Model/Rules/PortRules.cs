using System.Text.RegularExpressions;
using Infra.Faults;

namespace Infra.Applications.Model.Rules;

/// <summary>
/// The rules for ports: containers of a pod share them, a probe and a scrape must find the one they ask, a call the one that listens.
/// </summary>
internal static partial class PortRules
{
    // Kubernetes' names of ports (RFC 6335).
    private const int LongestName = 15;

    /// <summary>What is wrong with the ports of a workload.</summary>
    public static IEnumerable<Fault> FaultsOf(LongRunningDefinition workload)
        => ProbeFaults(workload)
            .Concat(MoreFaults(workload))
            .Concat(MetricsFaults(workload.Name, workload.MetricsPath, workload.MetricsPort))
            .Concat(workload.Sidecars.SelectMany(sidecar => SidecarFaults(workload, sidecar)));

    /// <summary>What is wrong with the port of a call.</summary>
    /// <param name="path">Where the call stands.</param>
    /// <param name="call">The call.</param>
    /// <param name="service">The service that is called.</param>
    public static IEnumerable<Fault> FaultsOf(string path, ServiceCall call, ServiceDefinition service)
    {
        var ports = service.CalledPorts.Select(port => port.Port).ToList();
        if (call.Port is { } port && !ports.Contains(port))
        {
            yield return new Fault(
                path,
                $"{port} of \"{service.Name}\"",
                "the service does not listen on that port",
                $"Use {ports.MinBy(own => Math.Abs(own - port))}, or add the port to its {nameof(service.MorePorts)}");
        }
    }

    private static IEnumerable<Fault> ProbeFaults(LongRunningDefinition workload)
    {
        var isAsked = workload.Health.All.Any(probe => probe.Probe.Path is not null)
            || (workload.MetricsPath is not null && workload.MetricsPort is null);
        if (workload.ProbedPort is null && isAsked)
        {
            yield return new Fault(
                $"{workload.Name}.{nameof(workload.Health)}.{nameof(workload.Health.Port)}",
                "missing",
                "a worker has no port of its own for its probes",
                "Name the port that answers the probes");
        }
    }

    private static IEnumerable<Fault> MoreFaults(LongRunningDefinition workload)
    {
        if (workload is not ServiceDefinition service)
            yield break;
        var path = $"{service.Name}.{nameof(service.MorePorts)}";
        foreach (var port in service.MorePorts.Where(port => !NamePattern().IsMatch(port.Name) || port.Name.Length > LongestName))
        {
            yield return new Fault(
                path,
                $"\"{port.Name}\"",
                $"names of ports are at most {LongestName} lower-case letters, digits and single '-', and begin with a letter",
                "Rename it");
        }

        foreach (var fault in service.MorePorts.SelectMany(port => RangeRules.ContainerPortFaults(path, port.Port)))
            yield return fault;
        foreach (var group in Duplicates.Of(service.CalledPorts, port => port.Port))
            yield return new Fault(path, $"{group.Key} {group.Count()} times", "each port is named once", "Remove all but one");

        // Those of probes and metrics bear these names where they are no others.
        List<string> taken = [NamedPort.Requests, NamedPort.Health, NamedPort.Metrics, .. SidecarPorts(service).Select(port => port.Name)];
        foreach (var name in service.MorePorts.Select(port => port.Name).Where(taken.Contains))
            yield return new Fault(path, $"\"{name}\"", "another port of the pod bears that name", "Rename it");
        foreach (var group in Duplicates.Of(service.MorePorts, port => port.Name))
        {
            yield return new Fault(
                path,
                $"\"{group.Key}\" {group.Count()} times",
                "each port has a name of its own",
                "Rename all but one");
        }
    }

    private static IEnumerable<Fault> SidecarFaults(LongRunningDefinition workload, SidecarDefinition sidecar)
    {
        var path = $"{workload.Name}.{sidecar.Name}";
        foreach (var fault in MetricsFaults(path, sidecar.MetricsPath, sidecar.MetricsPort))
            yield return fault;
        if (sidecar.ScrapedPort.Name.Length > LongestName || sidecar.Name.Contains("--", StringComparison.Ordinal))
        {
            yield return new Fault(
                $"{path}.{nameof(sidecar.Name)}",
                $"\"{sidecar.Name}\"",
                $"its port bears its name, and names of ports have at most {LongestName} characters and no two '-' in a row",
                "Change it");
        }

        foreach (var fault in RangeRules.ContainerPortFaults($"{path}.{nameof(sidecar.Port)}", sidecar.Port))
            yield return fault;

        var others = workload.Ports.Concat(SidecarPorts(workload, but: sidecar)).ToList();
        foreach (var port in sidecar.Ports.Where(port => others.Exists(other => other.Port == port.Port)))
        {
            yield return new Fault(
                $"{path}.{(port.Port == sidecar.Port ? nameof(sidecar.Port) : nameof(sidecar.MetricsPort))}",
                $"{port.Port}",
                "another container of the pod listens on it, so that no probe can reach this one",
                "Use another port");
        }

        if (workload.Ports.FirstOrDefault(port => port.Name == sidecar.Name) is { } named)
        {
            yield return new Fault(
                $"{path}.{nameof(sidecar.Name)}",
                $"\"{sidecar.Name}\"",
                $"its port bears its name, and port {named.Port} of {workload.Name} is called that",
                "Rename it");
        }
    }

    private static IEnumerable<Fault> MetricsFaults(string path, string? metricsPath, int? port)
    {
        if (port is not { } number)
            yield break;
        if (metricsPath is null)
        {
            yield return new Fault(
                $"{path}.{nameof(LongRunningDefinition.MetricsPort)}",
                $"{number}",
                "nothing is scraped without a path",
                $"Set {nameof(LongRunningDefinition.MetricsPath)}, or remove it");
        }

        foreach (var fault in RangeRules.ContainerPortFaults($"{path}.{nameof(LongRunningDefinition.MetricsPort)}", number))
            yield return fault;
    }

    private static IEnumerable<NamedPort> SidecarPorts(LongRunningDefinition workload, SidecarDefinition? but = null)
        => workload.Sidecars.Where(sidecar => sidecar != but).SelectMany(sidecar => sidecar.Ports);

    [GeneratedRegex("^[a-z](-?[a-z0-9])*\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamePattern();
}
