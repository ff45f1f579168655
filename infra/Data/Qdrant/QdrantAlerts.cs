using Infra.Backups;
using Infra.Observability;
using Infra.Observability.Alerts;

namespace Infra.Data.Qdrant;

/// <summary>Alerts on a Qdrant server.</summary>
internal static class QdrantAlerts
{
    public static AlertGroup Of(WatchedService service, string ns, QdrantSettings settings)
    {
        var name = service.Name;
        var prefix = service.Prefix;
        var title = service.Title;
        var series = Selector.OfTarget(ns, name);
        return new AlertGroup(
            name,
            [
                new AlertRule(
                    $"{prefix}Down",
                    $"absent(up{{{series}}} == 1)",
                    TimeSpan.FromMinutes(2),
                    Severity.Critical,
                    $"{title} does not answer.",
                    "Look at its pod and its log.",
                    Runbooks.ServerDown),
                WorkloadAlerts.CrashLooping(
                    prefix,
                    title,
                    Selector.OfContainers(ns, name),
                    $"Look at the log of its previous run. Where it runs out of memory while it loads, raise {service.Settings}.memory."),
                .. VolumeAlerts.Of(
                    prefix,
                    title,
                    ns,
                    $"(storage|snapshots)-{name}-0",
                    $"edit the size of PersistentVolumeClaim storage-{name}-0 or snapshots-{name}-0"),
                .. SnapshotAlerts.Of(service, ns, settings.Backup),
            ]);
    }
}
