using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Environments;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>What of a stack is backed up, and where to.</summary>
/// <param name="Storage">The object storage; null where there is none.</param>
/// <param name="Data">The data services of each project, by the project's name.</param>
/// <param name="Volumes">The backups of volumes, by the volume's name.</param>
internal sealed record StackBackups(
    ObjectStorageSettings? Storage,
    ImmutableDictionary<string, DataSettings> Data,
    ImmutableDictionary<string, VolumeBackupSettings> Volumes)
{
    /// <summary>Whether anything is backed up.</summary>
    public bool AreTaken => Data.Values.Any(project => project.AreBackedUp) || Volumes.Values.Any(volume => volume.Backup.IsEnabled);

    /// <summary>
    /// Reads where backups go, and which volumes are backed up. What must be backed up needs an object storage; what need not be is not
    /// backed up where there is none.
    /// </summary>
    /// <param name="reading">The stack file.</param>
    /// <param name="application">The application.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="data">The data services of each project, as they are set.</param>
    public static StackBackups Read(
        StackReading reading,
        ApplicationDefinition application,
        EnvironmentTraits environment,
        ImmutableDictionary<string, DataSettings> data)
    {
        var volumes = VolumeBackupSettings.Read(
            reading.Section("volumeBackups", "Backups of the application's volumes whose files cannot be made again, by name."),
            application,
            environment);
        var storage = ObjectStorageSettings.Read(
            reading.Section("objectStorage", "Where backups go."),
            data.Values.Any(project => project.NeedObjectStorage) || volumes.Values.Any(volume => volume.NeedsObjectStorage));
        return storage is not null
            ? new StackBackups(storage, data, volumes)
            : new StackBackups(
                storage,
                data.ToImmutableDictionary(project => project.Key, project => project.Value.WithoutObjectStorage()),
                volumes.ToImmutableDictionary(volume => volume.Key, volume => volume.Value.WithoutObjectStorage()));
    }
}
