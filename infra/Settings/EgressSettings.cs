using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>
/// <c>infra:egress.NAME</c>: what a workload may connect to beyond what its definition names, which knows no addresses of a network.
/// </summary>
public sealed record EgressSettings
{
    /// <summary>Nothing beyond what the definition names.</summary>
    public static EgressSettings None { get; } = new() { Addresses = [], Pods = [] };

    /// <summary>Private address ranges, such as that of an object store in the network.</summary>
    public required ImmutableArray<AddressTarget> Addresses { get; init; }

    /// <summary>Pods of other namespaces, such as a collector of traces.</summary>
    public required ImmutableArray<PodTarget> Pods { get; init; }

    internal static ImmutableDictionary<string, EgressSettings> Read(Section section, ApplicationDefinition application)
        => application.AllWorkloads
            .DistinctBy(workload => workload.Name)
            .ToImmutableDictionary(
                workload => workload.Name,
                workload => Read(section.Child(workload.Name, $"What {workload.Name} may connect to."), workload.Name));

    private static EgressSettings Read(Section section, string workload) => new()
    {
        Addresses = section.List(
            "addresses",
            EgressTypes.Address,
            [],
            $"Private address ranges that {workload} may connect to, each with a port: RANGE:PORT."),
        Pods = section.List(
            "pods",
            EgressTypes.Pods,
            [],
            $"Pods of other namespaces that {workload} may connect to, each with a port: NAMESPACE/LABEL=VALUE:PORT."),
    };
}
