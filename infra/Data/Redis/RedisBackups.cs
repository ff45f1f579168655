using Infra.Backups;
using Infra.Kubernetes;
using Infra.Settings;
using Infra.Steps;
using Infra.Values;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Data.Redis;

/// <summary>How the data of a Redis server is backed up, tried out and loaded: as RDB files.</summary>
internal static class RedisBackups
{
    /// <summary>The key, in the Secret of the users, of the password that backups are taken with.</summary>
    public const string PasswordKey = "backup-password";

    private const string Snapshot = "dump.rdb";
    private const string DataVolume = "data";

    /// <summary>Declares the jobs.</summary>
    /// <param name="name">The name of the server.</param>
    /// <param name="args">Its settings.</param>
    /// <param name="connection">How it is reached.</param>
    /// <param name="users">The name of the Secret with the password of backups.</param>
    /// <param name="parent">The component that they are a part of.</param>
    public static void Declare(
        string name,
        DataServiceArgs<RedisNeed, RedisSettings> args,
        RedisConnection connection,
        Output<string> users,
        Resource parent)
    {
        var settings = args.Settings;
        var engine = RedisEngine.Named(settings.Engine);
        new SnapshotJobs
        {
            Name = name,
            Settings = settings.Backup,
            Storage = args.ObjectStorage!,
            // Three quarters of it are data, which a file has without the structures around it.
            Folder = Folder(settings),
            Size = settings.Memory,
            Scratch = settings.Memory,
            Volumes = connection.Authority is { } authority ? [authority.Volume(connection.AuthorityVolume)] : [],
            Take = Verifying(connection, new StepContainer("snapshot", engine.Image, "redis-snapshot.sh")
            {
                Variables =
                [
                    StepContainer.Told("ENGINE", engine.Name),
                    StepContainer.Told("SERVER", connection.Host.Name),
                    StepContainer.Told("PORT", $"{connection.Port}"),
                    StepContainer.Told("ACCOUNT", RedisConfiguration.BackupUser),
                    new EnvVarArgs
                    {
                        Name = "REDISCLI_AUTH",
                        ValueFrom = new EnvVarSourceArgs { SecretKeyRef = new SecretKeySelectorArgs { Name = users, Key = PasswordKey } },
                    },
                    StepContainer.Told("FOLDER", BackupTransfer.Folder),
                    StepContainer.Told("DEADLINE", $"{(int)(SnapshotJobs.Deadline / 2).TotalSeconds}"),
                ],
                // The check reads the largest key as a whole.
                Memory = settings.Memory,
                CpuLimit = "1",
                Mounts = [BackupTransfer.Mount],
            }),
            Drill = [Load(engine, settings, BackupTransfer.Newest, isOver: false), Try(engine, settings)],
            ClientLabels = connection.ClientLabels,
            DrillVolumes = [PodDefaults.LargeScratch(DataVolume, Twice(settings.Memory), args.Placement.Cluster.StorageClass)],
        }.Declare(args.Placement, parent, connection.Ready);
    }

    /// <summary>
    /// The containers that, before a server starts, fetch what it is to be loaded with and put it in place. Where that is done already,
    /// they do nothing, and need no object storage.
    /// </summary>
    /// <param name="args">Its settings.</param>
    /// <param name="store">The object storage.</param>
    /// <param name="restore">What it is to be loaded with.</param>
    public static IEnumerable<ContainerArgs> Init(
        DataServiceArgs<RedisNeed, RedisSettings> args,
        BackupStore store,
        RestoreSettings restore)
    {
        var settings = args.Settings;
        var mark = StepContainer.Told("MARK", $"{RedisServer.DataFolder}/.loaded");
        var fetch = restore.IsImport
            ? BackupTransfer.FetchImport(store, restore.Source, Snapshot)
            : BackupTransfer.Fetch(store, restore.Source);
        yield return (fetch with
        {
            Variables = [.. fetch.Variables, mark],
            Mounts = [.. fetch.Mounts, new VolumeMountArgs { Name = DataVolume, MountPath = RedisServer.DataFolder, ReadOnly = true }],
            Scratch = settings.Memory,
        }).ToArgs();
        yield return (Load(RedisEngine.Named(settings.Engine), settings, restore.Source, isOver: !restore.IsImport) with
        {
            Scratch = settings.Memory,
        }).ToArgs();
    }

    // Its client speaks TLS where the others do.
    private static StepContainer Verifying(RedisConnection connection, StepContainer step) => connection.AuthorityFile is not { } file
        ? step
        : step with
        {
            Library = "redis-tls.sh",
            Variables = [.. step.Variables, StepContainer.Told("CA", file)],
            Mounts = [.. step.Mounts, connection.AuthorityMount],
        };

    /// <summary>The folder that a backup is in on its way.</summary>
    public static VolumeArgs Folder(RedisSettings settings) => PodDefaults.Scratch(BackupTransfer.Volume, settings.Memory);

    private static StepContainer Load(RedisEngine engine, RedisSettings settings, string source, bool isOver)
        => new("load", engine.Image, "redis-load.sh")
        {
            Variables =
            [
                StepContainer.Told("ENGINE", engine.Name),
                StepContainer.Told("SNAPSHOT", $"{BackupTransfer.Folder}/{Snapshot}"),
                StepContainer.Told("DATA", RedisServer.DataFolder),
                StepContainer.Told("SOURCE", source),
                StepContainer.Told("OVER", isOver ? "yes" : "no"),
            ],
            Memory = settings.Memory,
            CpuLimit = "1",
            Mounts = [BackupTransfer.Mount, new VolumeMountArgs { Name = DataVolume, MountPath = RedisServer.DataFolder }],
        };

    private static StepContainer Try(RedisEngine engine, RedisSettings settings)
        => new("try", engine.Image, "redis-drill.sh")
        {
            Variables =
            [
                StepContainer.Told("ENGINE", engine.Name),
                StepContainer.Told("DATA", RedisServer.DataFolder),
                StepContainer.Told("COUNTS", $"{BackupTransfer.Folder}/keys"),
                StepContainer.Told("DEADLINE", $"{(int)settings.Backup.RecoveryTime.TotalSeconds}"),
            ],
            Memory = settings.Memory,
            CpuLimit = "1",
            Mounts = [BackupTransfer.Mount, new VolumeMountArgs { Name = DataVolume, MountPath = RedisServer.DataFolder }],
        };

    private static Quantity Twice(Quantity size) => $"{size.Mebibytes * 2}Mi";
}
