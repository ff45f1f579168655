namespace Infra.Applications.Model;

/// <summary>A container that runs beside a workload's own, such as an exporter of metrics.</summary>
public sealed record SidecarDefinition : ContainerDefinition
{
    /// <summary>The port it listens on, 1024 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>Is it stuck? If so it is restarted; asked on <see cref="Port"/>.</summary>
    public required HealthProbe Liveness { get; init; }

    /// <summary>The path that Prometheus scrapes on <see cref="Port"/>. Default: none.</summary>
    public string? MetricsPath { get; init; }
}
