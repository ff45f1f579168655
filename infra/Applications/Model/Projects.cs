using System.Collections.Immutable;

namespace Infra.Applications.Model;

/// <summary>
/// Workloads that share data services nobody else reaches: an application, or a third-party product that runs beside one.
/// </summary>
public abstract record ProjectDefinition
{
    /// <summary>The name: lower-case letters, digits and '-'.</summary>
    public required string Name { get; init; }

    /// <summary>What it is and what it is called, as messages begin.</summary>
    public string Title => $"{(this is CompanionDefinition ? "companion" : "application")} {Name}";

    /// <summary>The data services it needs, each once. Default: none.</summary>
    public ImmutableArray<DataServiceNeed> Needs { get; init; } = [];

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
    public IEnumerable<VolumeDefinition> Volumes
        => Workloads
            .SelectMany(workload => workload.AllContainers)
            .SelectMany(container => container.Volumes)
            .Select(mount => mount.Volume)
            .Distinct();
}

/// <summary>An application: what it is made of and what it needs, never where that comes from. Its name begins the namespace's.</summary>
public sealed record ApplicationDefinition : ProjectDefinition
{
    /// <summary>Third-party products that run beside it, each with data services of its own.</summary>
    public ImmutableArray<CompanionDefinition> Companions { get; init; } = [];

    /// <summary>
    /// What is particular to images: those of others, and how the own ones are built. Default: own images, built from the Dockerfile.
    /// </summary>
    public ImmutableArray<ImageDefinition> Images { get; init; } = [];

    /// <summary>The application and its companions.</summary>
    public IEnumerable<ProjectDefinition> Projects => [this, .. Companions];

    /// <summary>Every service, of companions too.</summary>
    public IEnumerable<ServiceDefinition> AllServices => Projects.SelectMany(project => project.Services);

    /// <summary>Everything that runs until it is replaced, of companions too.</summary>
    public IEnumerable<LongRunningDefinition> AllLongRunning => Projects.SelectMany(project => project.LongRunning);

    /// <summary>Every workload, of companions too.</summary>
    public IEnumerable<WorkloadDefinition> AllWorkloads => Projects.SelectMany(project => project.Workloads);

    /// <summary>Every container of every workload.</summary>
    public IEnumerable<ContainerDefinition> AllContainers => AllWorkloads.SelectMany(workload => workload.AllContainers);

    /// <summary>The names of its images.</summary>
    public IEnumerable<string> ImageNames => AllContainers.Select(container => container.Image).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The volumes that workloads mount, of companions too.</summary>
    public IEnumerable<VolumeDefinition> AllVolumes => Projects.SelectMany(project => project.Volumes);

    /// <summary>Every secret that a workload uses.</summary>
    public IEnumerable<SecretDefinition> Secrets => AllContainers.SelectMany(container => container.Secrets).Distinct();

    /// <summary>
    /// Whether a workload is exempt from the restricted Pod Security Standard, so that the namespace can enforce baseline only.
    /// </summary>
    public bool HasSecurityExemptions => AllWorkloads.Any(workload => workload.SecurityExemption is { RunsAsRoot: true });

    /// <summary>What is particular to an image: nothing, where the application does not say.</summary>
    public ImageDefinition ImageNamed(string name) => Images.FirstOrDefault(image => image.Name == name) ?? new ImageDefinition(name);
}

/// <summary>
/// A third-party product that runs beside the application, such as a chat desk. The data services it needs are its own: their names begin
/// with its name, and neither side has a way to the other's.
/// </summary>
public sealed record CompanionDefinition : ProjectDefinition;
