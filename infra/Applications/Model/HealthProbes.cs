namespace Infra.Applications.Model;

/// <summary>The three questions about a container's health.</summary>
public sealed record HealthProbes
{
    /// <summary>The port that is asked, 1024 to 65535. Default: the service's own; a worker that is asked over HTTP must name one.</summary>
    public int? Port { get; init; }

    /// <summary>Has it started? The others wait for it. Default: the question of <see cref="Liveness"/>, or of <see cref="Readiness"/> where that asks nothing.</summary>
    public HealthProbe? Startup { get; init; }

    /// <summary>The time it may take to start, asked every 5 seconds, from 1 second to 1 day. Default: 2 minutes.</summary>
    public TimeSpan StartupTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Is it stuck? If so it is restarted, so this must not ask other services.</summary>
    public required HealthProbe Liveness { get; init; }

    /// <summary>Can it take requests now? If not, it gets none.</summary>
    public required HealthProbe Readiness { get; init; }

    /// <summary>The question that is asked while it starts.</summary>
    public HealthProbe StartupQuestion => Startup ?? (Liveness.ProcessReason is null ? Liveness : Readiness);

    /// <summary>All questions, by what they are for.</summary>
    public IEnumerable<(string Name, HealthProbe Probe)> All => [(nameof(Startup), StartupQuestion), (nameof(Liveness), Liveness), (nameof(Readiness), Readiness)];
}
