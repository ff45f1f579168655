namespace Infra.Kubernetes;

/// <summary>The API server, as pods see it.</summary>
internal static class ApiServer
{
    /// <summary>
    /// Its ports: behind the service of the cluster, or directly. Most networks look at the address that is meant in the end.
    /// </summary>
    public static IReadOnlyList<int> Ports { get; } = [443, 6443];
}
