using Infra.Aws;
using Infra.Backups;
using Infra.Kubernetes;
using Infra.Steps;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi;

namespace Infra.Data.MySql;

/// <summary>
/// The restore drill: a job that restores the newest dump into a scratch server in its own pod, and looks at what came back.
/// </summary>
internal static class MySqlDrill
{
    /// <summary>The script by which the drill is told from other jobs.</summary>
    public const string Script = "mysql-drill.sh";

    private const string Volume = "scratch";
    private const string Folder = "/scratch";

    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>The name of the drill of a server.</summary>
    public static string NameOf(string server) => $"{server}-drill";

    /// <summary>Declares it and what it needs.</summary>
    /// <param name="server">The name of the server.</param>
    /// <param name="args">Its size, and what is looked at.</param>
    /// <param name="dump">What makes the dumps that are restored.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public static void Declare(string server, DataServiceArgs<MySqlNeed, MySqlSettings> args, MySqlDump dump, Resource parent)
    {
        var name = NameOf(server);
        var placement = args.Placement;
        var account = args.ObjectStorage!.DeclareAccount(name, placement, parent);
        var path = dump.Path ?? BackupStore.PathOf(args.ObjectStorage!.Settings, placement.Namespace, MySqlDump.NameOf(server));
        var store = BackupStore.Declare(account, name, args.ObjectStorage!, placement, parent, path, BucketUse.Reads);
        var scratch = PodDefaults.LargeScratch(Volume, args.Settings.Storage, placement.Cluster.StorageClass);
        var step = new PlatformStep
        {
            Account = account,
            Containers = [BackupTransfer.Fetch(store, BackupTransfer.Newest), Restoring(args, dump)],
            Deadline = Longest,
            ClientLabels = dump.Connection.ClientLabels,
            Volumes =
            [
                BackupTransfer.Claimed(args.Settings.Storage, placement),
                scratch,
                .. MySqlClient.Authority(dump.Connection),
            ],
        };
        var settings = args.Settings.Drill;
        new ScheduledStep { Step = step, Schedule = settings.Schedule, IsSuspended = !settings.IsEnabled }
            .Declare($"{name}-job", placement, parent, [dump.Connection.Ready, .. store.Resources]);
    }

    private static StepContainer Restoring(DataServiceArgs<MySqlNeed, MySqlSettings> args, MySqlDump dump)
        => new("drill", MySqlImages.Server, Script)
        {
            Arguments = [.. MySqlClient.Options(dump.Connection)],
            Variables =
            [
                MySqlSecretKeys.Variable("MYSQL_PWD", dump.Accounts, MySqlSecretKeys.Password),
                StepContainer.Told("DATABASE", dump.Connection.Database),
                StepContainer.Told("FOLDER", BackupTransfer.Folder),
                StepContainer.Told("SCRATCH", Folder),
                StepContainer.Told("MINIMUM_ROWS", $"{args.Need.MinimumRows}"),
                StepContainer.Told("DEADLINE", $"{(Longest - TimeSpan.FromHours(1)).TotalSeconds}"),
            ],
            Mounts =
            [
                BackupTransfer.Mount,
                new VolumeMountArgs { Name = Volume, MountPath = Folder },
                .. MySqlClient.AuthorityMount(dump.Connection),
            ],
            Memory = "1Gi",
            CpuLimit = "1",
        };
}
