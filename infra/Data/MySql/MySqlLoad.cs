using Infra.Aws;
using Infra.Backups;
using Infra.Kubernetes;
using Infra.Steps;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;

namespace Infra.Data.MySql;

/// <summary>
/// The step that loads a dump into an empty database, once: what was loaded is written down in the database, and clients come after it.
/// </summary>
internal static class MySqlLoad
{
    /// <summary>The script that loads.</summary>
    public const string Script = "mysql-load.sh";

    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>The name of the account of the step.</summary>
    public static string NameOf(string server) => $"{server}-load";

    /// <summary>Declares it; null where nothing is loaded.</summary>
    /// <param name="server">The name of the server.</param>
    /// <param name="args">What is loaded.</param>
    /// <param name="dump">What makes the dumps of the server, and how it is reached.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public static Job? Declare(string server, DataServiceArgs<MySqlNeed, MySqlSettings> args, MySqlDump dump, Resource parent)
    {
        var origin = args.Settings.Origin;
        // The operator restores the backups of a group.
        var backup = args.Settings.IsGroup ? null : origin.Backup;
        if ((backup ?? origin.Import) is not { } loaded)
            return null;

        var name = NameOf(server);
        var placement = args.Placement;
        var account = args.ObjectStorage!.DeclareAccount(name, placement, parent);
        var store = BackupStore.Declare(account, name, args.ObjectStorage!, placement, parent, dump.Path, BucketUse.Reads);
        var fetching = backup is not null
            ? BackupTransfer.Fetch(store, backup)
            : BackupTransfer.FetchImport(store, loaded, file: null);
        var step = new PlatformStep
        {
            Account = account,
            Containers = [fetching, Loading(dump, loaded)],
            Deadline = Longest,
            ClientLabels = dump.Connection.ClientLabels,
            Volumes = [BackupTransfer.Claimed(args.Settings.Storage, placement), .. MySqlClient.Authority(dump.Connection)],
        };
        var once = $"{name}-{ContentHash.Of(loaded)}";
        return step.Declare(once, once, placement, parent, [dump.Connection.Ready, .. store.Resources]);
    }

    private static StepContainer Loading(MySqlDump dump, string loaded) => new("load", MySqlImages.Server, Script)
    {
        Arguments = [.. MySqlClient.Options(dump.Connection)],
        Variables =
        [
            MySqlSecretKeys.Variable("MYSQL_PWD", dump.Accounts, MySqlSecretKeys.Password),
            StepContainer.Told("DATABASE", dump.Connection.Database),
            StepContainer.Told("FOLDER", BackupTransfer.Folder),
            StepContainer.Told("LOAD", loaded),
            StepContainer.Told("DEADLINE", "300"),
        ],
        Mounts = [BackupTransfer.Mount, .. MySqlClient.AuthorityMount(dump.Connection)],
        Memory = "256Mi",
        CpuLimit = "1",
    };
}
