namespace Infra.Applications.Model;

/// <summary>The three questions about a container's health, three paths on one port. Paths begin with '/'.</summary>
public sealed record HealthProbes
{
    /// <summary>The port, 1024 to 65535. Default: the service's own; a worker must name one.</summary>
    public int? Port { get; init; }

    /// <summary>Has it started? The others wait for it.</summary>
    public required string StartupPath { get; init; }

    /// <summary>Is it stuck? If so it is restarted, so this must not ask other services.</summary>
    public required string LivenessPath { get; init; }

    /// <summary>Can it take requests now? If not, it gets none.</summary>
    public required string ReadinessPath { get; init; }

    /// <summary>The time it may take to start, from 1 second to 1 day. Default: 2 minutes.</summary>
    public TimeSpan StartupTime { get; init; } = TimeSpan.FromMinutes(2);
}
