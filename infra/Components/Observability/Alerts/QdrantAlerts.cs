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
            new AlertRule(
                "QdrantRecoveryMode",
                $"max(qdrant_app_status_recovery_mode{{{series}}}) > 0",
                TimeSpan.FromMinutes(5),
                Severity.Critical,
                "Qdrant is in recovery mode: it refuses reads and writes.",
                "It ran out of memory or space while it loaded: raise infra:qdrant.memory or remove a collection."),
            .. VolumeAlerts.Of("Qdrant", "Qdrant", ns, $"(storage|snapshots)-{name}-0"),
        ]);
    }
}
