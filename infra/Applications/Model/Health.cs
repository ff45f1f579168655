using System.Collections.Immutable;

namespace Infra.Applications.Model;

/// <summary>The three questions about a container's health.</summary>
public sealed record HealthProbes
{
    /// <summary>
    /// The port that is asked, 1024 to 65535. Default: the service's own; a worker that is asked over HTTP must name one.
    /// </summary>
    public int? Port { get; init; }

    /// <summary>
    /// Has it started? The others wait for it. Default: the question of <see cref="Liveness"/>, or of <see cref="Readiness"/> where that
    /// asks nothing.
    /// </summary>
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
    public IEnumerable<(string Name, HealthProbe Probe)> All
        => [(nameof(Startup), StartupQuestion), (nameof(Liveness), Liveness), (nameof(Readiness), Readiness)];
}

/// <summary>A question about a container's health, and how often it is asked.</summary>
public sealed record HealthProbe
{
    private HealthProbe()
    {
    }

    /// <summary>The path that is asked for over HTTP; null where it is not asked that way.</summary>
    public string? Path { get; private init; }

    /// <summary>The command that is run in the container; empty where it is not asked that way.</summary>
    public ImmutableArray<string> Command { get; private init; } = [];

    /// <summary>
    /// Why nothing is asked: the container ends when its process does, and there is nothing else to know. Null where something is.
    /// </summary>
    public string? ProcessReason { get; private init; }

    /// <summary>The time before the first question, from the container's start. Default: none.</summary>
    public TimeSpan InitialDelay { get; init; }

    /// <summary>The time from one question to the next. Default: 10 seconds.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time an answer may take. Default: 5 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many wrong answers in a row count. Default: 3.</summary>
    public int FailureThreshold { get; init; } = 3;

    /// <summary>Asks for a path; status 200 to 399 is the right answer.</summary>
    /// <param name="path">The path, which begins with '/'.</param>
    public static HealthProbe Http(string path) => new() { Path = path };

    /// <summary>Runs a command in the container; exit code 0 is the right answer.</summary>
    public static HealthProbe Run(params ImmutableArray<string> command) => new() { Command = command };

    /// <summary>Asks nothing: the container ends when its process does. For liveness only.</summary>
    /// <param name="reason">Why there is nothing else to ask.</param>
    public static HealthProbe Process(string reason) => new() { ProcessReason = reason };
}
