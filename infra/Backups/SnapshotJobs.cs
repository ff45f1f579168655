using System.Collections.Immutable;
using Infra.Aws;
using Infra.Isolation;
using Infra.Settings;
using Infra.Steps;
using Infra.Values;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Backups;

/// <summary>
/// The jobs of something that is copied whole at set times: one takes a backup, the other one restores the newest beside what is live, and
/// looks at it. Neither has a token, and neither can change what is live.
/// </summary>
internal sealed record SnapshotJobs
{
    // When nothing else is going on, and not when backups are taken.
    private static readonly CronSchedule Monthly = "30 4 1 * *";

    /// <summary>What is backed up: the name that the names of the jobs begin with.</summary>
    public required string Name { get; init; }

    /// <summary>When, and for how long.</summary>
    public required SnapshotSettings Settings { get; init; }

    /// <summary>Where to.</summary>
    public required ObjectStorage Storage { get; init; }

    /// <summary>The folder that a backup is in on its way to the storage: a volume called <see cref="BackupTransfer.Volume"/>.</summary>
    public required VolumeArgs Folder { get; init; }

    /// <summary>The largest that a backup is. The drill has a volume of that size for the one that it restores.</summary>
    public required Quantity Size { get; init; }

    /// <summary>What of a node's own disk the folder may take. Default: nothing but what every step may.</summary>
    public Quantity Scratch { get; init; } = "64Mi";

    /// <summary>What writes a backup into the folder.</summary>
    public required StepContainer Take { get; init; }

    /// <summary>What restores the backup that is in the folder, and looks at it, one after the other.</summary>
    public required ImmutableArray<StepContainer> Drill { get; init; }

    /// <summary>Servers that run as long as the drill does.</summary>
    public ImmutableArray<ContainerArgs> DrillServers { get; init; } = [];

    /// <summary>The labels of clients of what is backed up.</summary>
    public IReadOnlyDictionary<string, string> ClientLabels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Volumes that taking a backup mounts beside the folder.</summary>
    public ImmutableArray<VolumeArgs> Volumes { get; init; } = [];

    /// <summary>
    /// Volumes that the drill mounts beside the backup. None of them is on a node's own disk: the backup and what is restored of it are
    /// more than its containers may take of it.
    /// </summary>
    public ImmutableArray<VolumeArgs> DrillVolumes { get; init; } = [];

    /// <summary>The user of both. Default: one that no image knows.</summary>
    public int? UserId { get; init; }

    /// <summary>
    /// Whether what takes a backup is of root's group, and may read what only root and its group may. Default: false.
    /// </summary>
    public bool IsOfRootsGroup { get; init; }

    /// <summary>Where the pods that take a backup may run. Default: anywhere.</summary>
    public AffinityArgs? Affinity { get; init; }

    /// <summary>The name of the job that takes backups.</summary>
    public static string BackupOf(string name) => ScheduledStep.NameOf($"{name}-backup");

    /// <summary>The name of the job that restores the newest one, for proof.</summary>
    public static string DrillOf(string name) => ScheduledStep.NameOf($"{name}-drill");

    /// <summary>The longest that a backup may take.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromHours(2);

    /// <summary>What of it can be got back after a loss.</summary>
    /// <param name="name">What is backed up.</param>
    /// <param name="settings">When, and for how long.</param>
    /// <param name="storage">Where to.</param>
    /// <param name="ns">The namespace that it is in.</param>
    public static RecoveryObjective RecoveryOf(string name, SnapshotSettings settings, ObjectStorageSettings storage, string ns) => new()
    {
        Name = name,
        Loss = settings.Schedule.LongestInterval,
        WindowDays = settings.RetentionDays,
        Place = BackupStore.PathOf(storage, ns, name),
        Job = BackupOf(name),
        Proof = settings.IsDrilled ? $"a restore every month (CronJob {DrillOf(name)})" : $"CronJob {DrillOf(name)}, on demand",
    };

    /// <summary>Declares both.</summary>
    /// <param name="placement">Where they are put.</param>
    /// <param name="parent">The component that they are a part of.</param>
    /// <param name="after">What they come after.</param>
    public void Declare(Placement placement, Resource parent, params IEnumerable<Resource> after)
    {
        var backup = Storage.DeclareAccount(BackupOf(Name), placement, parent);
        var store = BackupStore.Declare(backup, Name, Storage, placement, parent);
        var taking = StepOf(backup, [Take, BackupTransfer.Upload(store, Settings.RetentionDays)], Deadline);
        // What is in the folder counts against each that writes to it.
        taking = taking with
        {
            Containers = [.. taking.Containers.Select(container => container with { Scratch = Scratch })],
            ClientLabels = ClientLabels,
            Volumes = [Folder, .. Volumes],
            Affinity = Affinity,
            IsOfRootsGroup = IsOfRootsGroup,
        };
        new ScheduledStep { Step = taking, Schedule = Settings.Schedule }
            .Declare($"{backup.Name}-job", placement, parent, [.. store.Resources, .. after]);

        var drill = Storage.DeclareAccount(DrillOf(Name), placement, parent);
        var source = BackupStore.Declare(drill, Name, Storage, placement, parent, use: BucketUse.Reads);
        var restoring = StepOf(drill, [BackupTransfer.Fetch(source, BackupTransfer.Newest), .. Drill], Settings.RecoveryTime * 2) with
        {
            Volumes = [BackupTransfer.Claimed(Size, placement), .. DrillVolumes],
            Servers = DrillServers,
        };
        new ScheduledStep { Step = restoring, Schedule = Monthly, IsSuspended = !Settings.IsDrilled }
            .Declare($"{drill.Name}-job", placement, parent, source.Resources);
    }

    private PlatformStep StepOf(StepAccount account, ImmutableArray<StepContainer> containers, TimeSpan deadline)
    {
        var step = new PlatformStep { Account = account, Containers = containers, Deadline = deadline };
        return UserId is { } user ? step with { UserId = user } : step;
    }
}
