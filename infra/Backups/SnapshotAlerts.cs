using Infra.Observability;
using Infra.Observability.Alerts;
using Infra.Settings;

namespace Infra.Backups;

/// <summary>Alerts on <see cref="SnapshotJobs"/>. That one of them fails, the alert on failed jobs tells, as of every job.</summary>
internal static class SnapshotAlerts
{
    /// <summary>The alerts; none where no backups are taken, and none on drills where nobody but a person starts one.</summary>
    /// <param name="service">What is backed up.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="settings">When.</param>
    public static IEnumerable<AlertRule> Of(WatchedService service, string ns, SnapshotSettings settings)
    {
        if (!settings.IsEnabled)
            yield break;
        yield return BackupAlerts.Stale(service.Prefix, service.Title, ns, SnapshotJobs.BackupOf(service.Name), settings.Schedule);
        if (!settings.IsDrilled)
            yield break;
        foreach (var alert in DrillAlerts.Of(service.Prefix, service.Title, ns, SnapshotJobs.DrillOf(service.Name), settings.RecoveryTime))
            yield return alert;
    }
}
