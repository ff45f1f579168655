using System.Globalization;
using Infra.Applications.Model;
using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Settings;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Application;

/// <summary>What a workload may be reached by and may reach, besides the data services whose clients it is.</summary>
internal static class WorkloadNetwork
{
    /// <summary>Whether a workload has paths of its own at all.</summary>
    public static bool HasPaths(WorkloadDefinition workload, StackSettings settings)
        => workload is LongRunningDefinition
            || workload.CallsInternet
            || workload.AllCalls.Any()
            || FilesPortOf(workload, settings) is not null
            || EgressOf(workload, settings) is { Addresses.IsEmpty: false } or { Pods.IsEmpty: false };

    /// <summary>The policy of a workload.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="project">The name of its project.</param>
    /// <param name="settings">The settings of the stack.</param>
    /// <param name="calls">Which workload calls which service.</param>
    /// <param name="placement">Where it is.</param>
    public static NetworkPolicySpecArgs PolicyOf(
        WorkloadDefinition workload,
        string project,
        StackSettings settings,
        CallGraph calls,
        Placement placement)
    {
        var cluster = placement.Cluster;
        var spec = new NetworkPolicySpecArgs
        {
            PodSelector = NetworkRules.Selecting(Labels.Selecting(workload.Name)),
            PolicyTypes = { "Ingress", "Egress" },
        };
        if (workload is ServiceDefinition service)
        {
            if (service.IsPublic || service.CanaryOf is not null)
                spec.Ingress.Add(NetworkRules.From([NetworkRules.Namespace(cluster.TraefikNamespace)], service.Port));
            foreach (var port in service.CalledPorts.Select(port => port.Port))
            {
                if (calls.CallersOf(service, port) is { IsEmpty: false } callers)
                    spec.Ingress.Add(NetworkRules.From([.. callers.Select(caller => NetworkRules.Pods(Labels.Selecting(caller)))], port));
            }
        }

        if (workload is LongRunningDefinition running && ScrapedPorts(running) is { Length: > 0 } ports)
            spec.Ingress.Add(NetworkRules.From([NetworkRules.Namespace(cluster.PrometheusNamespace)], ports));
        foreach (var (called, port) in calls.CalledBy(workload))
            spec.Egress.Add(NetworkRules.To([NetworkRules.Pods(Labels.Selecting(called.Name))], port));
        if (workload.CallsInternet)
            spec.Egress.Add(NetworkRules.To([NetworkRules.Internet()], [.. InternetPorts(workload, settings.Variables[project])]));
        // The store may be in the network of the cluster.
        if (FilesPortOf(workload, settings) is { } files)
            spec.Egress.Add(NetworkRules.To([NetworkRules.Anywhere()], files));
        var egress = EgressOf(workload, settings);
        foreach (var (range, port) in egress.Addresses)
            spec.Egress.Add(NetworkRules.To([NetworkRules.Addresses(range)], port));
        foreach (var (ns, label, value, port) in egress.Pods)
            spec.Egress.Add(NetworkRules.To([NetworkRules.Pods(ns, new Dictionary<string, string> { [label] = value })], port));
        return spec;
    }

    /// <summary>The ports that a workload may call on the internet.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="variables">The values that the stack file gives the variables of its project.</param>
    public static IEnumerable<int> InternetPorts(WorkloadDefinition workload, IReadOnlyDictionary<string, string> variables)
        => workload.InternetPorts
            .Concat(
                from name in workload.InternetPortVariables
                where variables.ContainsKey(name)
                select int.Parse(variables[name], CultureInfo.InvariantCulture))
            .Distinct();

    // A canary may what the service may that it follows.
    private static EgressSettings EgressOf(WorkloadDefinition workload, StackSettings settings)
        => settings.Egress.GetValueOrDefault((workload as ServiceDefinition)?.CanaryOf ?? workload.Name, EgressSettings.None);

    private static int? FilesPortOf(WorkloadDefinition workload, StackSettings settings)
        => settings.Files is { } files && workload.AllVariables.Any(variable => variable is FilesVariable) ? files.Endpoint.Port : null;

    private static int[] ScrapedPorts(LongRunningDefinition workload)
        => [
            .. workload.MetricsPath is null ? [] : new[] { workload.ScrapedPort!.Port },
            .. workload.Sidecars.Where(sidecar => sidecar.MetricsPath is not null).Select(sidecar => sidecar.ScrapedPort.Port),
        ];
}
