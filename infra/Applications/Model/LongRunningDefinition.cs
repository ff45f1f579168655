using System.Collections.Immutable;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;

namespace Infra.Applications.Model;

/// <summary>A workload that runs until it is replaced.</summary>
public abstract record LongRunningDefinition : WorkloadDefinition
{
    /// <summary>How its health is asked for.</summary>
    public required HealthProbes Health { get; init; }

    /// <summary>
    /// Whether there is never more than one of it, not even during an update or when its node is lost (a StatefulSet with one replica). Default: false.
    /// </summary>
    public bool IsSingleton { get; init; }

    /// <summary>How many replicas run at full size. Default: what the environment gives workloads of its kind.</summary>
    public ReplicaRange? Replicas { get; init; }

    /// <summary>What runs beside it in its pods.</summary>
    public ImmutableArray<SidecarDefinition> Sidecars { get; init; } = [];

    /// <summary>The time it gets to finish what it is doing when it is told to stop, from 1 second to 1 day. Default: 30 seconds.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The path that Prometheus scrapes, on the port of the health probes: '/', then letters, digits, '-', '.', '_' and '/'. Default: none.</summary>
    public string? MetricsPath { get; init; }

    /// <summary>Edits the Deployment that is about to be declared, for what the model has no word for.</summary>
    public Action<DeploymentArgs>? Customize { get; init; }

    /// <summary>The same for the StatefulSet of a singleton.</summary>
    public Action<StatefulSetArgs>? CustomizeSingleton { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<ContainerDefinition> AllContainers => [this, .. Init, .. Sidecars];
}
