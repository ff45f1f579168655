namespace Infra.Tests.Platform.Observability.Cases;

/// <summary>Situations for every alert of prod: some in which it fires, some in which it does not.</summary>
internal static class AlertCases
{
    private static readonly string DeadLetters = Exporter.OfPod("api", "api-1", "dead_letter_queue_length");

    public static IReadOnlyList<AlertCase> All { get; } =
    [
        .. PostgresCases.All,
        .. RedisCases.All,
        .. QdrantCases.All,
        .. WorkloadCases.Of("Api", "api"),
        .. WorkloadCases.OfAutoscaled("Api", "api"),
        .. RequestCases.Of("Api", "api"),
        .. ObjectiveCases.Of("ApiErrors", "api-errors", 0.005),
        .. ObjectiveCases.Of("ApiLatency", "api-latency", 0.05),
        AlertCase.Firing("ApiDeadLetters", "one job has failed for good", (DeadLetters, Samples.Always(1))),
        AlertCase.Quiet("ApiDeadLetters", "none has", (DeadLetters, Samples.Always(0))),
        AlertCase.Quiet("ApiDeadLetters", "nothing is scraped"),
        .. WorkloadCases.Of("Worker", "worker"),
        .. PlatformCases.All,
    ];
}
