using Infra.Backups;
using Infra.Steps;
using Pulumi;

namespace Infra.Data.MySql;

/// <summary>
/// Dumps the database at set times, or when somebody asks for it, and brings the dump to the object storage. Of one server, its dumps are
/// its backups.
/// </summary>
internal sealed record MySqlDump
{
    /// <summary>The script by which what dumps is told from other jobs.</summary>
    public const string Script = "mysql-dump.sh";

    // A dump of a large database takes hours, and the upload behind it as well.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(3);

    /// <summary>When it runs, and for how long a dump is kept.</summary>
    public required DumpSettings Settings { get; init; }

    /// <summary>How the database is reached.</summary>
    public required MySqlConnection Connection { get; init; }

    /// <summary>The secret with the password of the application's user, who may read the whole database.</summary>
    public required Output<string> Accounts { get; init; }

    /// <summary>Where the dumps go, where that is not the folder of the service's dumps. Default: there.</summary>
    public string? Path { get; init; }

    /// <summary>The name of what dumps a server.</summary>
    public static string NameOf(string server) => $"{server}-dump";

    /// <summary>Declares it and what it needs.</summary>
    /// <param name="server">The name of the server.</param>
    /// <param name="args">Its size and its backups.</param>
    /// <param name="parent">The component it is a part of.</param>
    public void Declare(string server, DataServiceArgs<MySqlNeed, MySqlSettings> args, Resource parent)
    {
        var name = NameOf(server);
        var placement = args.Placement;
        var account = args.ObjectStorage!.DeclareAccount(name, placement, parent);
        var store = BackupStore.Declare(account, name, args.ObjectStorage!, placement, parent, Path);
        StepContainer[] containers = [Dump(), BackupTransfer.Upload(store, Settings.RetentionDays)];
        var step = new PlatformStep
        {
            Account = account,
            Containers = Path is null ? [.. containers] : [.. containers, RemovingFormer(store)],
            Deadline = Longest,
            ClientLabels = Connection.ClientLabels,
            Volumes = [BackupTransfer.Claimed(args.Settings.Storage, placement), .. MySqlClient.Authority(Connection)],
        };
        var scheduled = new ScheduledStep { Step = step, Schedule = Settings.Schedule, IsSuspended = !Settings.IsEnabled };
        scheduled.Declare($"{name}-job", placement, parent, [Connection.Ready, .. store.Resources]);
    }

    private StepContainer Dump() => new("dump", MySqlImages.Server, Script)
    {
        Arguments = [.. MySqlClient.Options(Connection)],
        Variables =
        [
            MySqlSecretKeys.Variable("MYSQL_PWD", Accounts, MySqlSecretKeys.Password),
            StepContainer.Told("DATABASE", Connection.Database),
            StepContainer.Told("FOLDER", BackupTransfer.Folder),
            StepContainer.Told("DEADLINE", "300"),
        ],
        Mounts = [BackupTransfer.Mount, .. MySqlClient.AuthorityMount(Connection)],
        Memory = "256Mi",
        CpuLimit = "1",
    };

    // Dumps lay beside each other before each had a folder of its own.
    private StepContainer RemovingFormer(BackupStore store)
        => store.Container("former", "mysql-former-dumps.sh", StepContainer.Told("RETENTION_DAYS", $"{Settings.RetentionDays}"));
}
