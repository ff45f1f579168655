using System.Collections.Immutable;

namespace Infra.Applications.Model;

/// <summary>Workloads that share data services nobody else reaches: an application, or a product of others that runs beside one.</summary>
public abstract record ProjectDefinition
{
    /// <summary>The name: lower-case letters, digits and '-'.</summary>
    public required string Name { get; init; }

    /// <summary>The data services it needs. Default: none.</summary>
    public Needs Needs { get; init; } = new();

    /// <summary>What serves requests.</summary>
    public ImmutableArray<ServiceDefinition> Services { get; init; } = [];

    /// <summary>What works in the background.</summary>
    public ImmutableArray<WorkerDefinition> Workers { get; init; } = [];

    /// <summary>What runs to completion, in this order within a moment.</summary>
    public ImmutableArray<JobDefinition> Jobs { get; init; } = [];

    /// <summary>What runs until it is replaced: services and workers.</summary>
    public IEnumerable<LongRunningDefinition> LongRunning => [.. Services, .. Workers];

    /// <summary>Every workload: services, workers, jobs.</summary>
    public IEnumerable<WorkloadDefinition> Workloads => [.. Services, .. Workers, .. Jobs];

    /// <summary>The volumes that workloads mount.</summary>
    public IEnumerable<VolumeDefinition> Volumes => Workloads.SelectMany(workload => workload.AllContainers).SelectMany(container => container.Volumes).Select(mount => mount.Volume).Distinct();
}
