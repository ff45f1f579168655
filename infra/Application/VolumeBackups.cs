using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Aws;
using Infra.Backups;
using Infra.Kubernetes;
using Infra.Settings;
using Infra.Steps;
using Infra.Values;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Application;

/// <summary>
/// How volumes whose files cannot be made again are backed up, tried out and restored: as archives, by pods that mount them where the
/// workloads are that write to them.
/// </summary>
internal static class VolumeBackups
{
    private const string Script = "volume-archive.sh";
    private const string Archive = "files.tar.gz";
    private const string DataFolder = "/volume";
    private const string Mark = ".infra-restored";
    private const string ScratchVolume = "scratch";

    // Who reads what belongs to root, and is not root: its group may.
    private const int ReaderOfRoot = 10_001;

    /// <summary>Declares the jobs that take backups of a project's volumes, and try them out.</summary>
    /// <param name="args">The project.</param>
    /// <param name="volumes">The claims, by the volume's name.</param>
    /// <param name="parent">The component that they are a part of.</param>
    public static void Declare(ApplicationProjectArgs args, ImmutableDictionary<string, Resource> volumes, Resource parent)
    {
        foreach (var volume in VolumeRecovery.BackedUp(args.Definition, args.Settings))
        {
            var owners = OwnersOf(volume, args.Definition);
            var isOfRoot = IsOfRoot(owners[0]);
            var size = args.Settings.Volumes[volume.Name];
            var scratch = new VolumeMountArgs { Name = ScratchVolume, MountPath = DataFolder };
            new SnapshotJobs
            {
                Name = volume.Name,
                Settings = args.Settings.VolumeBackups[volume.Name].Backup,
                Storage = args.ObjectStorage!,
                Folder = Folder(BackupTransfer.Volume, volume, args),
                Size = size,
                Scratch = ScratchOf(volume, args),
                Take = Step("archive", "save", SnapshotJobs.Deadline / 2) with
                {
                    Mounts =
                    [
                        BackupTransfer.Mount,
                        new VolumeMountArgs { Name = volume.Name, MountPath = DataFolder, ReadOnly = true },
                    ],
                },
                Drill = [Restoring("drill", isOver: false) with { Mounts = [BackupTransfer.Mount, scratch] }],
                Volumes = [Claim(volume)],
                DrillVolumes = [PodDefaults.LargeScratch(ScratchVolume, size, args.Placement.Cluster.StorageClass)],
                UserId = isOfRoot ? ReaderOfRoot : owners[0].UserId,
                IsOfRootsGroup = isOfRoot,
                Affinity = IsOnOneNode(volume, args) ? PodDefaults.OnOneNodeWith(owners.Select(owner => owner.Name)) : null,
            }.Declare(args.Placement, parent, volumes[volume.Name]);
        }
    }

    /// <summary>Whether any volume of a project is restored.</summary>
    /// <param name="args">The project.</param>
    public static bool AreRestored(ApplicationProjectArgs args) => args.Definition.Volumes
        .Any(volume => volume.IsPrecious && args.Settings.VolumeBackups[volume.Name].Restore is not null);

    /// <summary>What the pods of a workload need to restore its volumes before its containers start.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="args">The project.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public static VolumeRestore? RestoreFor(WorkloadDefinition workload, ApplicationProjectArgs args, Resource parent)
    {
        var restores = (from mount in workload.AllContainers.SelectMany(container => container.Volumes)
                        where mount.Volume.IsPrecious && !mount.IsReadOnly
                        let restore = args.Settings.VolumeBackups[mount.Volume.Name].Restore
                        where restore is not null
                        select (mount.Volume, Restore: restore)).DistinctBy(one => one.Volume.Name).ToList();
        if (restores.Count == 0)
            return null;

        var containers = ImmutableArray.CreateBuilder<ContainerArgs>();
        var volumes = ImmutableArray.CreateBuilder<VolumeArgs>();
        // The account is the project's; what the pods bear is the workload's name.
        var account = new StepAccount(workload.Name, CallsApiServer: false, []);
        var store = BackupStore.Declare(
            account,
            workload.Name,
            args.ObjectStorage!,
            args.Placement,
            parent,
            use: BucketUse.Reads,
            serviceAccount: args.Definition.Name);
        foreach (var (volume, restore) in restores)
        {
            var folder = $"restore-{volume.Name}";
            volumes.Add(Folder(folder, volume, args));
            var mount = new VolumeMountArgs { Name = folder, MountPath = BackupTransfer.Folder };
            var scratch = ScratchOf(volume, args);
            containers.AddRange(
                Init(volume, restore, store.For(args.Placement.Namespace, volume.Name), mount)
                    .Select(step => (step with { Scratch = scratch }).ToArgs()));
        }

        return new VolumeRestore(
            [.. restores.Select(one => $"{one.Volume.Name} {one.Restore}")],
            containers.ToImmutable(),
            volumes.ToImmutable(),
            store.Resources);
    }

    private static IEnumerable<StepContainer> Init(
        VolumeDefinition volume,
        RestoreSettings restore,
        BackupStore store,
        VolumeMountArgs folder)
    {
        var fetch = restore.IsImport
            ? BackupTransfer.FetchImport(store, restore.Source, Archive)
            : BackupTransfer.Fetch(store, restore.Source);
        yield return fetch with
        {
            Name = $"fetch-{volume.Name}",
            Variables = [.. fetch.Variables, StepContainer.Told("MARK", $"{DataFolder}/{Mark}")],
            Mounts = [folder, new VolumeMountArgs { Name = volume.Name, MountPath = DataFolder, ReadOnly = true }],
        };
        yield return Restoring(restore.Source, isOver: !restore.IsImport) with
        {
            Name = $"restore-{volume.Name}",
            Mounts = [folder, new VolumeMountArgs { Name = volume.Name, MountPath = DataFolder }],
        };
    }

    private static StepContainer Restoring(string source, bool isOver)
    {
        var step = Step("restore", "restore", SnapshotJobs.Deadline);
        return step with
        {
            Variables =
            [
                .. step.Variables,
                StepContainer.Told("SOURCE", source),
                StepContainer.Told("OVER", isOver ? "yes" : "no"),
            ],
        };
    }

    private static StepContainer Step(string name, string verb, TimeSpan deadline) => new(name, StepImages.Tar, Script)
    {
        Arguments = [verb],
        Variables =
        [
            StepContainer.Told("DATA", DataFolder),
            StepContainer.Told("FOLDER", BackupTransfer.Folder),
            StepContainer.Told("DEADLINE", $"{(int)deadline.TotalSeconds}"),
        ],
        CpuLimit = "1",
    };

    // Nobody but root may write to a volume that is made with the pod, unless the group of the files in it is the pod's: which it is not
    // where the pod mounts the live volume, too, whose files keep theirs.
    private static VolumeArgs Folder(string name, VolumeDefinition volume, ApplicationProjectArgs args)
    {
        var size = args.Settings.Volumes[volume.Name];
        return IsOfRoot(OwnersOf(volume, args.Definition)[0])
            ? PodDefaults.Scratch(name, size)
            : PodDefaults.LargeScratch(name, size, args.Placement.Cluster.StorageClass);
    }

    // Of a node's own disk.
    private static Quantity ScratchOf(VolumeDefinition volume, ApplicationProjectArgs args)
        => IsOfRoot(OwnersOf(volume, args.Definition)[0]) ? args.Settings.Volumes[volume.Name] : "64Mi";

    private static VolumeArgs Claim(VolumeDefinition volume) => new()
    {
        Name = volume.Name,
        PersistentVolumeClaim = new PersistentVolumeClaimVolumeSourceArgs { ClaimName = volume.Name },
    };

    private static bool IsOnOneNode(VolumeDefinition volume, ApplicationProjectArgs args)
        => !volume.IsShared || ProjectVolumes.IsOnOneNode(volume, args.Placement);

    // Those that write to it: what runs on, first.
    private static List<WorkloadDefinition> OwnersOf(VolumeDefinition volume, ProjectDefinition project) =>
    [
        .. project.Workloads
            .Where(workload => workload.AllContainers.Any(container => container.Volumes.Any(mount => mount.Volume == volume)))
            .OrderBy(workload => workload is LongRunningDefinition ? 0 : 1),
    ];

    private static bool IsOfRoot(WorkloadDefinition workload) => workload.SecurityExemption is { RunsAsRoot: true };
}
