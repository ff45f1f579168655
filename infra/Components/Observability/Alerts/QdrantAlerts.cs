namespace Infra.Components.Observability.Alerts;

/// <summary>Alerts on a Qdrant server.</summary>
internal static class QdrantAlerts
{
    public static AlertGroup Of(string name, string ns)
    {
        var series = Selector.OfTarget(ns, name);
        return new AlertGroup(name,
        [
            new AlertRule(
                "QdrantDown",
                $"absent(up{{{series}}} == 1)",
                TimeSpan.FromMinutes(2),
                Severity.Critical,
                "Qdrant does not answer.",
                "Look at its pod and its log."),
            WorkloadAlerts.CrashLooping(
                "Qdrant",
                "Qdrant",
                Selector.OfContainers(ns, name),
                "Look at the log of its previous run. Where it runs out of memory while it loads, raise infra:qdrant.memory."),
            .. VolumeAlerts.Of("Qdrant", "Qdrant", ns, $"(storage|snapshots)-{name}-0", $"edit the size of PersistentVolumeClaim storage-{name}-0 or snapshots-{name}-0"),
        ]);
    }
}
