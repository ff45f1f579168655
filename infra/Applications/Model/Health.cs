using System.Collections.Immutable;

namespace Infra.Applications.Model;

/// <summary>The probes of a container: startup, liveness and readiness.</summary>
public sealed record HealthProbes
{
    /// <summary>
    /// The port that is probed, 1024 to 65535. Default: the service's own; a worker with a probe over HTTP must name one.
    /// </summary>
    public int? Port { get; init; }

    /// <summary>
    /// The startup probe: the others wait until it succeeds. Default: that of <see cref="Liveness"/>, or of <see cref="Readiness"/> where
    /// there is no liveness probe.
    /// </summary>
    public HealthProbe? Startup { get; init; }

    /// <summary>The time it may take to start, from 1 second to 1 day; it is probed every 5 seconds. Default: 2 minutes.</summary>
    public TimeSpan StartupTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The liveness probe: a container that fails it is restarted, so it must not depend on other services.</summary>
    public required HealthProbe Liveness { get; init; }

    /// <summary>The readiness probe: a pod that fails it gets no requests.</summary>
    public required HealthProbe Readiness { get; init; }

    /// <summary>The startup probe, or the one that stands in for it.</summary>
    public HealthProbe StartupProbe => Startup ?? (Liveness.ProcessReason is null ? Liveness : Readiness);

    /// <summary>All probes, by their kind.</summary>
    public IEnumerable<(string Name, HealthProbe Probe)> All
        => [(nameof(Startup), StartupProbe), (nameof(Liveness), Liveness), (nameof(Readiness), Readiness)];
}

/// <summary>A probe: what it does, and its timing.</summary>
public sealed record HealthProbe
{
    private HealthProbe()
    {
    }

    /// <summary>The path of an HTTP GET; null where it is another kind of probe.</summary>
    public string? Path { get; private init; }

    /// <summary>The command that is run in the container; empty where it is another kind of probe.</summary>
    public ImmutableArray<string> Command { get; private init; } = [];

    /// <summary>
    /// Why there is no probe: the container ends when its process does, and there is nothing else to know. Null where there is one.
    /// </summary>
    public string? ProcessReason { get; private init; }

    /// <summary>The time from the container's start to the first probe (initialDelaySeconds). Default: none.</summary>
    public TimeSpan InitialDelay { get; init; }

    /// <summary>The time from one probe to the next (periodSeconds). Default: 10 seconds.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time after which a probe counts as failed (timeoutSeconds). Default: 5 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many probes must fail in a row (failureThreshold). Default: 3.</summary>
    public int FailureThreshold { get; init; } = 3;

    /// <summary>An HTTP GET; status 200 to 399 is success.</summary>
    /// <param name="path">The path, which begins with '/'.</param>
    public static HealthProbe Http(string path) => new() { Path = path };

    /// <summary>Runs a command in the container; exit code 0 is success.</summary>
    public static HealthProbe Run(params ImmutableArray<string> command) => new() { Command = command };

    /// <summary>No probe: the container ends when its process does. For liveness only.</summary>
    /// <param name="reason">Why there is nothing else to probe.</param>
    public static HealthProbe Process(string reason) => new() { ProcessReason = reason };
}
