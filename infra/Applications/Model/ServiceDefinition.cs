namespace Infra.Applications.Model;

/// <summary>A workload that serves requests on a port.</summary>
public sealed record ServiceDefinition : LongRunningDefinition
{
    /// <summary>The port it listens on, 1024 to 65535, unique in the application.</summary>
    public required int Port { get; init; }

    /// <summary>
    /// Whether it is reached from outside, under the host that <c>infra:edge.hosts</c> gives it, with TLS and a rate limit. Default: false.
    /// </summary>
    public bool IsPublic { get; init; }

    /// <summary>The path of metrics that are on the port of the requests, and not for the outside; null for none.</summary>
    public string? InternalPath => Health.Port is null || Health.Port == Port ? MetricsPath : null;
}
