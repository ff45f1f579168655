using Infra.Backups;
using Infra.Kubernetes;
using Infra.Settings;
using Infra.Steps;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Data.Qdrant;

/// <summary>How the collections of a Qdrant server are backed up, tried out and restored: as a snapshot each.</summary>
/// <param name="name">The name of the server.</param>
/// <param name="args">Its settings.</param>
/// <param name="connection">How it is reached.</param>
/// <param name="keys">The name of the Secret with its keys.</param>
/// <param name="parent">The component that they are a part of.</param>
internal sealed class QdrantBackups(
    string name,
    DataServiceArgs<QdrantNeed, QdrantSettings> args,
    QdrantConnection connection,
    Output<string> keys,
    Resource parent)
{
    private const string Script = "qdrant-backup.sh";
    private const string ScratchVolume = "scratch";
    private const string ScratchFolder = "/qdrant/scratch";
    private const string BeforeVolume = "before";

    private readonly QdrantSettings _settings = args.Settings;
    private readonly string? _storageClass = args.Placement.Cluster.StorageClass;

    // What all collections have on the disk, a snapshot of each has, too.
    private VolumeArgs Folder => BackupTransfer.Claimed(_settings.Storage, args.Placement);

    private IEnumerable<VolumeArgs> AuthorityVolumes
        => connection.Authority is { } authority ? [authority.Volume(connection.AuthorityVolume)] : [];

    /// <summary>Declares the jobs that take backups and try them out.</summary>
    public void Declare() => new SnapshotJobs
    {
        Name = name,
        Settings = _settings.Backup,
        Storage = args.ObjectStorage!,
        Folder = Folder,
        Size = _settings.Storage,
        Volumes = [.. AuthorityVolumes],
        Take = Verifying(Saving),
        Drill = [Restore($"http://127.0.0.1:{QdrantServer.RestPort}", "drill", isOver: false, _settings.Backup.RecoveryTime)],
        DrillServers = [ScratchServer()],
        DrillVolumes = [PodDefaults.LargeScratch(ScratchVolume, _settings.Storage, _storageClass), PodDefaults.Scratch("init", "1Mi")],
        ClientLabels = connection.ClientLabels,
        UserId = QdrantServer.UserId,
    }.Declare(args.Placement, parent, connection.Ready);

    /// <summary>Declares the step of the release that restores a backup, after one of what is there, or imports snapshots.</summary>
    /// <param name="restore">Which.</param>
    public Job Restore(RestoreSettings restore)
    {
        var placement = args.Placement;
        var account = args.ObjectStorage!.DeclareAccount($"{name}-restore", placement, parent);
        var store = BackupStore.Declare(account, name, args.ObjectStorage!, placement, parent);
        // Its name is a part of that of a collection.
        var source = restore.IsImport ? $"import-{ContentHash.Of(restore.Source)}" : restore.Source;
        var container = Verifying(Restore(connection.Url, source, isOver: !restore.IsImport, SnapshotJobs.Deadline));
        var step = new PlatformStep
        {
            Account = account,
            Containers = restore.IsImport
                ? [BackupTransfer.FetchImport(store, restore.Source, file: null), container]
                : [BackupTransfer.Fetch(store, restore.Source), .. OfWhatIsThere(store), container],
            Volumes = restore.IsImport
                ? [Folder, .. AuthorityVolumes]
                : [Folder, PodDefaults.LargeScratch(BeforeVolume, _settings.Storage, _storageClass), .. AuthorityVolumes],
            ClientLabels = connection.ClientLabels,
            Deadline = SnapshotJobs.Deadline * 3,
        };
        var job = $"{name}-restore-{ContentHash.Of(restore.Source, $"{restore.IsImport}")}";
        return step.Declare(job, job, placement, parent, [connection.Ready, .. store.Resources]);
    }

    private IEnumerable<StepContainer> OfWhatIsThere(BackupStore store)
    {
        var mount = new VolumeMountArgs { Name = BeforeVolume, MountPath = BackupTransfer.Folder };
        yield return Verifying(Saving with { Mounts = [mount] });
        // What is restored next may be older than all that is kept.
        yield return BackupTransfer.Upload(store, retentionDays: null) with { Mounts = [mount] };
    }

    private StepContainer Saving => new("snapshot", StepImages.Kubectl, Script)
    {
        Arguments = ["save"],
        Variables = [.. Access(connection.Url, SnapshotJobs.Deadline)],
        CpuLimit = "1",
        Mounts = [BackupTransfer.Mount],
    };

    private StepContainer Restore(string url, string source, bool isOver, TimeSpan deadline) => new("restore", StepImages.Kubectl, Script)
    {
        Arguments = ["restore"],
        Variables =
        [
            .. Access(url, deadline),
            StepContainer.Told("SOURCE", source),
            StepContainer.Told("OVER", isOver ? "yes" : "no"),
        ],
        CpuLimit = "1",
        Mounts = [BackupTransfer.Mount],
    };

    // curl trusts nobody else then (https://curl.se/docs/sslcerts.html).
    private StepContainer Verifying(StepContainer step) => connection.AuthorityFile is not { } file
        ? step
        : step with
        {
            Variables = [.. step.Variables, StepContainer.Told("CURL_CA_BUNDLE", file)],
            Mounts = [.. step.Mounts, connection.AuthorityMount],
        };

    private IEnumerable<EnvVarArgs> Access(string url, TimeSpan deadline)
    {
        yield return StepContainer.Told("URL", url);
        yield return QdrantServer.Key("API_KEY", keys, QdrantServer.ApiKeyKey);
        yield return StepContainer.Told("FOLDER", BackupTransfer.Folder);
        yield return StepContainer.Told("DEADLINE", $"{(int)deadline.TotalSeconds}");
    }

    // Nobody but the pod itself reaches it.
    private ContainerArgs ScratchServer() => new()
    {
        Name = "server",
        Image = QdrantImages.Server,
        Env =
        {
            StepContainer.Told("QDRANT__SERVICE__HOST", "127.0.0.1"),
            StepContainer.Told("QDRANT__STORAGE__STORAGE_PATH", $"{ScratchFolder}/storage"),
            StepContainer.Told("QDRANT__STORAGE__SNAPSHOTS_PATH", $"{ScratchFolder}/snapshots"),
            StepContainer.Told("QDRANT__STORAGE__TEMP_PATH", $"{ScratchFolder}/tmp"),
            StepContainer.Told("QDRANT__TELEMETRY_DISABLED", "true"),
            StepContainer.Told("QDRANT_INIT_FILE_PATH", "/qdrant/init/.qdrant-initialized"),
        },
        Resources = PodDefaults.Resources(_settings.Cpu, "2", _settings.Memory, "64Mi"),
        SecurityContext = PodDefaults.ContainerSecurity(),
        VolumeMounts =
        {
            new VolumeMountArgs { Name = ScratchVolume, MountPath = ScratchFolder },
            new VolumeMountArgs { Name = "init", MountPath = "/qdrant/init" },
        },
    };
}
