using Infra.Backups;
using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Settings;
using Infra.Steps;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;

namespace Infra.Data.Postgres;

/// <summary>
/// Logical dumps of a database beside its base backups: what pg_restore reads, and the roles without their passwords. The role that owns
/// the database takes them, which reads all that it owns; what another role has made there, and does not let it read, fails the dump.
/// </summary>
internal sealed record PostgresDump
{
    /// <summary>The script by which what dumps is told from other jobs.</summary>
    public const string Script = "postgres-dump.sh";

    // A dump of a large database takes hours, and the upload behind it as well.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    // A label of its pods holds it.
    private const int LongestJobName = 63;

    /// <summary>The name of what dumps a data service.</summary>
    public static string NameOf(string service) => $"{service}-dump";

    /// <summary>The steps' account.</summary>
    public required StepAccount Account { get; init; }

    /// <summary>Where dumps go.</summary>
    public required BackupStore Store { get; init; }

    /// <summary>The step that takes one.</summary>
    public required PlatformStep Step { get; init; }

    /// <summary>Where it is put.</summary>
    public required Placement Placement { get; init; }

    /// <summary>The component that it is a part of.</summary>
    public required Resource Parent { get; init; }

    /// <summary>What the database can be reached after.</summary>
    public required Resource After { get; init; }

    /// <summary>What a database that has dumps alone can be got back from.</summary>
    /// <param name="name">The name of the data service.</param>
    /// <param name="settings">The dumps.</param>
    /// <param name="storage">The object storage.</param>
    /// <param name="ns">The namespace.</param>
    public static RecoveryObjective RecoveryOf(string name, DumpSettings settings, ObjectStorageSettings storage, string ns) => new()
    {
        Name = name,
        Loss = settings.Schedule.LongestInterval,
        WindowDays = settings.RetentionDays,
        Place = BackupStore.PathOf(storage, ns, NameOf(name)),
        Job = NameOf(name),
        Proof = "a list of each dump's content; what runs the server elsewhere has backups of its own",
        IsElsewhere = true,
    };

    /// <summary>Declares what takes them at set times or on demand.</summary>
    /// <param name="service">The name of the data service.</param>
    /// <param name="args">Its size and its dumps.</param>
    /// <param name="client">Who asks the server.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="after">What the database can be reached after.</param>
    public static PostgresDump Declare(
        string service,
        DataServiceArgs<PostgresNeed, PostgresSettings> args,
        PostgresClient client,
        Resource parent,
        Resource after)
    {
        var name = NameOf(service);
        var settings = args.Settings.Dump;
        var placement = args.Placement;
        var account = args.ObjectStorage!.DeclareAccount(name, placement, parent);
        var store = BackupStore.Declare(account, name, args.ObjectStorage!, placement, parent);
        var dump = client.Asking(
            "dump",
            Script,
            StepContainer.Told("FOLDER", BackupTransfer.Folder),
            StepContainer.Told("DEADLINE", "300"));
        var step = new PlatformStep
        {
            Account = account,
            Containers =
            [
                dump with { Mounts = [.. dump.Mounts, BackupTransfer.Mount], Memory = "256Mi", CpuLimit = "1" },
                BackupTransfer.Upload(store, settings.RetentionDays),
            ],
            Deadline = Longest,
            ClientLabels = client.Labels,
            Volumes = [client.Authority, BackupTransfer.Claimed(args.Settings.Storage, placement)],
        };
        new ScheduledStep { Step = step, Schedule = settings.Schedule, IsSuspended = !settings.IsEnabled }
            .Declare($"{name}-job", placement, parent, [after, .. store.Resources]);
        return new PostgresDump
        {
            Account = account,
            Store = store,
            Step = step,
            Placement = placement,
            Parent = parent,
            After = after,
        };
    }

    /// <summary>Declares a dump before a job.</summary>
    /// <param name="job">The name of the job. A dump before the same job is not taken again.</param>
    public Job TakeBefore(string job)
    {
        var name = ContentHash.Bounded($"{Account.Name}-before-{job}", LongestJobName);
        return Step.Declare(name, name, Placement, Parent, [After, .. Store.Resources]);
    }
}
