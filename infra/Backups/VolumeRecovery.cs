using Infra.Applications.Model;
using Infra.Observability;
using Infra.Observability.Alerts;
using Infra.Settings;

namespace Infra.Backups;

/// <summary>What can be got back of volumes whose files cannot be made again, and who is told where that fails.</summary>
internal static class VolumeRecovery
{
    /// <summary>The volumes of a project that are backed up.</summary>
    /// <param name="project">The project.</param>
    /// <param name="settings">The settings of the stack.</param>
    public static IEnumerable<VolumeDefinition> BackedUp(ProjectDefinition project, StackSettings settings)
        => project.Volumes.Where(volume => volume.IsPrecious && settings.VolumeBackups[volume.Name].Backup.IsEnabled);

    /// <summary>The alerts.</summary>
    /// <param name="settings">The settings of the stack.</param>
    public static IEnumerable<AlertGroup> AlertsOn(StackSettings settings)
        => from project in settings.Application.Projects
           from volume in BackedUp(project, settings)
           let watched = new WatchedService(volume.Name, "the volume", $"infra:volumeBackups.{volume.Name}")
           select new AlertGroup(
               SnapshotJobs.BackupOf(volume.Name),
               [.. SnapshotAlerts.Of(watched, settings.Namespace, settings.VolumeBackups[volume.Name].Backup)]);

    /// <summary>What can be got back after a loss.</summary>
    /// <param name="settings">The settings of the stack.</param>
    public static IEnumerable<RecoveryObjective> ObjectivesOf(StackSettings settings)
        => from project in settings.Application.Projects
           from volume in project.Volumes
           where volume.IsPrecious
           let backup = settings.VolumeBackups[volume.Name].Backup
           select backup.IsEnabled
               ? SnapshotJobs.RecoveryOf(volume.Name, backup, settings.ObjectStorage!, settings.Namespace)
               : RecoveryObjective.None(volume.Name);
}
