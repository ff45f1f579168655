using Pulumi.Kubernetes.Types.Inputs.Apps.V1;

namespace Infra.Applications.Model;

/// <summary>A workload that runs until it is replaced.</summary>
public abstract record LongRunningDefinition : WorkloadDefinition
{
    /// <summary>How its health is asked for.</summary>
    public required HealthProbes Health { get; init; }

    /// <summary>The time it gets to finish what it is doing when it is told to stop, from 1 second to 1 day. Default: 30 seconds.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The path that Prometheus scrapes, on the port of the health probes: '/', then letters, digits, '-', '.', '_' and '/'. Default: none.</summary>
    public string? MetricsPath { get; init; }

    /// <summary>Edits the Deployment that is about to be declared, for what the model has no word for.</summary>
    public Action<DeploymentArgs>? Customize { get; init; }
}
