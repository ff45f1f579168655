using static Infra.Tests.Platform.Observability.AlertCase;
using static Infra.Tests.Platform.Observability.Samples;

namespace Infra.Tests.Platform.Observability.Cases;

/// <summary>What goes wrong with a Qdrant, as it tells itself.</summary>
internal static class QdrantCases
{
    public static IEnumerable<AlertCase> All =>
    [
        Firing("QdrantDown", "nothing is scraped"),
        Firing("QdrantDown", "it does not answer", Metric("up", Always(0))),
        Quiet("QdrantDown", "it answers", Metric("up", Always(1))),

        .. SnapshotCases.Of("Qdrant", "qdrant"),
        .. CrashCases.Of("Qdrant", "qdrant-0"),
        .. VolumeCases.Of("Qdrant", "snapshots-qdrant-0", "storage-qdrant-0"),
    ];

    private static (string, string) Metric(string name, string samples) => (Exporter.OfPod("qdrant", "qdrant-0", name), samples);
}
