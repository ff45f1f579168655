using System.Collections.Immutable;

namespace Infra.Applications.Model;

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

    /// <summary>Why nothing is asked: the container ends when its process does, and there is nothing else to know. Null where something is.</summary>
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
