using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Steps;
using Infra.Values;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Backups;

/// <summary>The containers that bring a finished backup to its store, and one back.</summary>
internal static class BackupTransfer
{
    /// <summary>The folder that a backup is in on its way.</summary>
    public const string Folder = "/backup";

    /// <summary>The volume of that folder.</summary>
    public const string Volume = "backup";

    /// <summary>What is told to fetch the newest one.</summary>
    public const string Newest = "newest";

    /// <summary>The folder, as containers mount it.</summary>
    public static VolumeMountArgs Mount { get; } = new() { Name = Volume, MountPath = Folder };

    /// <summary>The volume, of a size that a node's own disk need not have.</summary>
    /// <param name="size">Its size.</param>
    /// <param name="placement">Where the pod is put.</param>
    public static VolumeArgs Claimed(Quantity size, Placement placement)
        => PodDefaults.LargeScratch(Volume, size, placement.Cluster.StorageClass);

    /// <summary>Brings the files of the folder to the store as one backup, and removes backups that are too old.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="retentionDays">
    /// The number of days that a backup is kept, but the newest one, which is kept for ever; null where none is removed.
    /// </param>
    public static StepContainer Upload(BackupStore store, int? retentionDays)
        => store.Container(
            "upload",
            "upload.sh",
            StepContainer.Told("SOURCE", Folder),
            StepContainer.Told("RETENTION_DAYS", $"{retentionDays}")) with { Mounts = [Mount] };

    /// <summary>Brings the files of a backup into the folder.</summary>
    /// <param name="store">Where from.</param>
    /// <param name="backup">Its name, or <see cref="Newest"/>.</param>
    public static StepContainer Fetch(BackupStore store, string backup)
        => store.Container(
            "fetch",
            "fetch.sh",
            StepContainer.Told("TARGET", Folder),
            StepContainer.Told("BACKUP", backup)) with { Mounts = [Mount] };

    /// <summary>Brings what another system has left in the object storage into the folder.</summary>
    /// <param name="store">The object storage.</param>
    /// <param name="path">Its path in the bucket.</param>
    /// <param name="file">What the file is called in the folder; null for all files of a folder, as they are called.</param>
    public static StepContainer FetchImport(BackupStore store, string path, string? file)
        => store.Container(
            "fetch",
            "fetch-import.sh",
            StepContainer.Told("BUCKET", store.Storage.Bucket),
            StepContainer.Told("OBJECT", path),
            StepContainer.Told("TARGET", Folder),
            StepContainer.Told("AS", file ?? "")) with { Mounts = [Mount] };
}
