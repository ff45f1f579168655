using Infra.Kubernetes.Prometheus;

namespace Infra.Observability;

/// <summary>Pods that have metrics.</summary>
/// <param name="Name">What they belong to.</param>
/// <param name="PodLabels">The labels that select them.</param>
/// <param name="PortName">The name of the port.</param>
/// <param name="Port">Its number.</param>
internal sealed record ScrapeTarget(string Name, Dictionary<string, string> PodLabels, string PortName, int Port)
{
    /// <summary>The path. Default: <c>/metrics</c>.</summary>
    public string Path { get; init; } = "/metrics";

    /// <summary>How the server is verified, over HTTPS. Default: it speaks plain HTTP.</summary>
    public SafeTLSConfigArgs? Tls { get; init; }

    /// <summary>What the scrape proves itself with. Default: nothing.</summary>
    public SafeAuthorizationArgs? Authorization { get; init; }
}
