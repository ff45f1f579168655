namespace Infra.Tests.Platform.Observability.Cases;

/// <summary>Situations for every alert of prod: some in which it fires, some in which it does not.</summary>
internal static class AlertCases
{
    public static IReadOnlyList<AlertCase> All { get; } =
    [
        .. PostgresCases.All,
        .. RedisCases.All,
        .. QdrantCases.All,
        .. WorkloadCases.Of("Api", "api"),
        .. WorkloadCases.OfAutoscaled("Api", "api"),
        .. RequestCases.Of("Api", "api"),
        .. WorkloadCases.Of("Worker", "worker"),
        .. PlatformCases.All,
    ];
}
