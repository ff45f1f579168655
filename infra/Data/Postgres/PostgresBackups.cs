using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Kubernetes.CloudNativePg;
using Pulumi;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Data.Postgres;

/// <summary>Takes a base backup now, beside those at set times, and waits until it is complete.</summary>
internal static class PostgresBackups
{
    // A backup that failed stays failed, and is waited for all the same: it is deleted by hand, and the next run takes it anew.
    private static readonly TimeSpan LongestTime = TimeSpan.FromHours(1);

    /// <summary>Declares a base backup that is taken now, beside those at set times.</summary>
    /// <param name="prefix">What the names of the parent's resources begin with.</param>
    /// <param name="name">Its name; a backup of the same name is not taken again.</param>
    /// <param name="database">The database.</param>
    /// <param name="placement">Where it is put.</param>
    /// <param name="parent">The component it is a part of.</param>
    public static CustomResource TakeNow(string prefix, string name, PostgresConnection database, Placement placement, Resource parent)
    {
        var metadata = placement.Metadata(database.BackupCluster!);
        metadata.Name = name;
        metadata.Annotations = new InputMap<string> { [PulumiAnnotations.WaitFor] = "jsonpath={.status.phase}=completed" };
        var options = placement.ChildOf(parent, database.Ready);
        // It has been taken, whatever else changes.
        options.IgnoreChanges = ["spec"];
        options.CustomTimeouts = new CustomTimeouts { Create = LongestTime, Update = LongestTime };
        return new CustomResource(
            $"{prefix}-{name}",
            new BackupArgs { Metadata = metadata, Spec = ClusterSpec.Backup(database.BackupCluster!) },
            options);
    }
}
