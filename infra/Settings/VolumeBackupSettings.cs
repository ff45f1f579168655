using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Environments;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary><c>infra:volumeBackups.NAME</c>: backups of a volume whose files cannot be made again.</summary>
public sealed record VolumeBackupSettings
{
    /// <summary>Its backups.</summary>
    public required SnapshotSettings Backup { get; init; }

    /// <summary>What is brought into it once; null for nothing.</summary>
    public required RestoreSettings? Restore { get; init; }

    /// <summary>Whether its environment demands that it is backed up.</summary>
    public required bool IsBackupDemanded { get; init; }

    /// <summary>Whether it cannot be deployed without an object storage.</summary>
    public bool NeedsObjectStorage => (Backup.IsEnabled && IsBackupDemanded) || Restore is not null;

    /// <summary>The same where there is no object storage.</summary>
    public VolumeBackupSettings WithoutObjectStorage() => this with { Backup = Backup with { IsEnabled = false } };

    /// <summary>What of it is allowed and takes back what an environment promises; null for nothing.</summary>
    /// <param name="volume">The name of the volume.</param>
    /// <param name="environment">The environment.</param>
    public string? Contradiction(string volume, EnvironmentTraits environment) => IsBackupDemanded && !Backup.IsEnabled
        ? $"what {volume} holds is lost with it; {environment.Name} promises to lose what is written in "
            + $"{Duration.Format(environment.RecoveryPoint)} at most. Remove the line unless all of it can be made again"
        : null;

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="application">Whose volumes they are.</param>
    /// <param name="environment">The environment.</param>
    internal static ImmutableDictionary<string, VolumeBackupSettings> Read(
        Section section,
        ApplicationDefinition application,
        EnvironmentTraits environment)
        => application.AllVolumes
            .Where(volume => volume.IsPrecious)
            .DistinctBy(volume => volume.Name)
            .ToImmutableDictionary(
                volume => volume.Name,
                volume => Read(section.Child(volume.Name, $"Backups of the volume {volume.Name}."), volume.Name, environment));

    private static VolumeBackupSettings Read(Section section, string volume, EnvironmentTraits environment) => new()
    {
        Backup = SnapshotSettings.Read(section, volume, environment),
        Restore = RestoreSettings.Read(section, "an archive of tar and gzip", "imports/files.tar.gz"),
        IsBackupDemanded = SnapshotSettings.AreDemanded(environment),
    };
}
