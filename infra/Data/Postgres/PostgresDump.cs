using Infra.Backups;
using Infra.Steps;
using Pulumi;

namespace Infra.Data.Postgres;

/// <summary>
/// Logical dumps of a database beside its base backups: what pg_restore reads, and the roles without their passwords. The role that owns
/// the database takes them, which reads all that it owns; what another role has made there, and does not let it read, fails the dump.
/// </summary>
internal static class PostgresDump
{
    /// <summary>The script by which what dumps is told from other jobs.</summary>
    public const string Script = "postgres-dump.sh";

    // A dump of a large database takes hours, and the upload behind it as well.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>The name of what dumps a data service.</summary>
    public static string NameOf(string service) => $"{service}-dump";

    /// <summary>Declares it and what it needs.</summary>
    /// <param name="service">The name of the data service.</param>
    /// <param name="args">Its size and its dumps.</param>
    /// <param name="client">Who asks the server.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="after">What the database can be reached after.</param>
    public static void Declare(
        string service,
        DataServiceArgs<PostgresNeed, PostgresSettings> args,
        PostgresClient client,
        Resource parent,
        Resource after)
    {
        var name = NameOf(service);
        var settings = args.Settings.Dump;
        var placement = args.Placement;
        var account = StepAccount.Declare(name, placement, parent);
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
    }
}
