namespace Infra.Applications.Model;

/// <summary>A workload that serves requests on a port.</summary>
public sealed record ServiceDefinition : LongRunningDefinition
{
    /// <summary>The port it listens on, 1024 to 65535, unique in its project. Others reach it on the same port of its host.</summary>
    public required int Port { get; init; }

    /// <summary>
    /// Whether it is reached from outside, under the host that <c>infra:edge</c> gives it, with TLS and a rate limit. Default: false.
    /// </summary>
    public bool IsPublic { get; init; }

    /// <summary>The label before <c>infra:edge.domain</c> in its host, where it is public. Default: its name.</summary>
    public string? Subdomain { get; init; }

    /// <summary>The public service whose requests it gets a share of, as the next version of it. Set by a release with a canary.</summary>
    public string? CanaryOf { get; init; }

    /// <summary>The path of metrics that are on the port of the requests, and not for the outside; null for none.</summary>
    public string? InternalPath => Health.Port is null || Health.Port == Port ? MetricsPath : null;
}
