using System.Collections.Immutable;

namespace Infra.Applications.Model;

/// <summary>An application: what it is made of and what it needs, never where that comes from.</summary>
public sealed record ApplicationDefinition
{
    /// <summary>The name: lower-case letters, digits and '-'. It begins the namespace's name.</summary>
    public required string Name { get; init; }

    /// <summary>The data services it needs.</summary>
    public required Needs Needs { get; init; }

    /// <summary>What serves requests.</summary>
    public ImmutableArray<ServiceDefinition> Services { get; init; } = [];

    /// <summary>What works in the background.</summary>
    public ImmutableArray<WorkerDefinition> Workers { get; init; } = [];

    /// <summary>What runs to completion at each release, in this order within a moment.</summary>
    public ImmutableArray<JobDefinition> Jobs { get; init; } = [];

    /// <summary>Every workload: services, workers, jobs.</summary>
    public IEnumerable<WorkloadDefinition> Workloads => [.. Services, .. Workers, .. Jobs];

    /// <summary>The names of its images; a stack file says which image each one is.</summary>
    public IEnumerable<string> Images => Workloads.Select(workload => workload.Image).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Every secret that a workload uses.</summary>
    public IEnumerable<SecretDefinition> Secrets
        => Workloads.SelectMany(workload => workload.Variables).OfType<SecretVariable>().Select(variable => variable.Definition).Distinct();
}
