using Infra.Kubernetes;
using Infra.Steps;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;

namespace Infra.Data.MySql;

/// <summary>
/// The step that has the operator restore a backup of a cluster, once. What is there is backed up first; then all instances are away until
/// the backup is in their place.
/// </summary>
internal static class PerconaRecovery
{
    private const string Group = "ps.percona.com";

    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>The name of the account of the step, and what the names of its runs begin with.</summary>
    public static string NameOf(string cluster) => $"{cluster}-recover";

    /// <summary>Declares it; null where nothing is restored.</summary>
    /// <param name="cluster">The name of the cluster.</param>
    /// <param name="args">What is restored.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="after">The cluster, with its accounts.</param>
    public static Job? Declare(string cluster, DataServiceArgs<MySqlNeed, MySqlSettings> args, Resource parent, Resource after)
    {
        if (args.Settings.Origin.Backup is not { } backup)
            return null;
        var name = NameOf(cluster);
        var once = $"{name}-{ContentHash.Of(backup)}";
        var account = StepAccount.Declare(
            name,
            args.Placement,
            parent,
            new ApiRule(Group, "perconaservermysqlbackups", "create", "get", "list"),
            new ApiRule(Group, "perconaservermysqlrestores", "create"),
            new ApiRule(Group, "perconaservermysqlrestores", "delete", "get") { Names = [once] });
        var step = new PlatformStep
        {
            Account = account,
            Containers =
            [
                PerconaBackups.Taking(cluster, args.Settings.Backup),
                new StepContainer("restore", StepImages.Kubectl, "percona-restore.sh")
                {
                    CallsApiServer = true,
                    Variables =
                    [
                        StepContainer.Told("CLUSTER", cluster),
                        StepContainer.Told("BACKUP", backup),
                        StepContainer.Told("RESTORE", once),
                        StepContainer.Told("DEADLINE", $"{Longest.TotalSeconds}"),
                    ],
                },
            ],
            Deadline = PerconaBackups.LongestBackup + Longest,
            Volumes = [PerconaBackups.Outdated],
        };
        return step.Declare(once, once, args.Placement, parent, after);
    }
}
