using Infra.Kubernetes;
using Infra.Kubernetes.BarmanCloud;
using Infra.Kubernetes.CloudNativePg;
using Pulumi;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Data.Postgres;

/// <summary>
/// A cluster, after all that it needs to start: the secret of its owner, where it archives, and the paths that are open. It is the same
/// whether it serves or stays beside the one that does.
/// </summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Store">Where it archives.</param>
internal sealed record PostgresCluster(CustomResource Cluster, CustomResource Store)
{
    // What a recovery or an import takes, comes on top of it.
    private static readonly TimeSpan CreateTimeout = TimeSpan.FromMinutes(20);

    private static readonly TimeSpan UpdateTimeout = TimeSpan.FromMinutes(30);

    /// <summary>The name of the secret of a cluster's owner.</summary>
    public static string OwnerOf(string cluster) => $"{cluster}-owner";

    /// <summary>Declares one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="args">Its size, its database, and where its data comes from.</param>
    /// <param name="password">The password of its owner.</param>
    /// <param name="credentials">What its archive is opened with.</param>
    /// <param name="isProtected">Whether it is protected against deletion.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public static PostgresCluster Declare(
        string name,
        DataServiceArgs<PostgresNeed, PostgresSettings> args,
        Output<string> password,
        WatchedSecret credentials,
        bool isProtected,
        Resource parent)
    {
        var placement = args.Placement;
        var owner = WatchedSecret.Declare(
            OwnerOf(name),
            "kubernetes.io/basic-auth",
            new InputMap<string> { ["username"] = args.Need.Database, ["password"] = password },
            placement,
            parent);
        var policies = DataPolicies.Declare(name, PostgresNetwork.Policies(name, args), placement, parent);
        var store = new CustomResource(
            $"{name}-object-store",
            new ObjectStoreArgs
            {
                Metadata = placement.Metadata(name),
                Spec = ObjectStoreSpec.Of(args.ObjectStorage!, args.Settings.Backup.RetentionDays, credentials.Name),
            },
            Protected(placement.ChildOf(parent, credentials.Secret), isProtected));
        var options = Protected(placement.ChildOf(parent, [owner.Secret, store, .. policies]), isProtected);
        var cluster = DeclareCluster(name, args, options, parent);
        _ = new CustomResource(
            $"{name}-base-backup",
            new ScheduledBackupArgs
            {
                Metadata = placement.Metadata($"{name}-base"),
                Spec = ClusterSpec.BaseBackup(name, args.Settings.Backup),
            },
            placement.ChildOf(parent, cluster));
        return new PostgresCluster(cluster, store);
    }

    private static CustomResource DeclareCluster(
        string name,
        DataServiceArgs<PostgresNeed, PostgresSettings> args,
        CustomResourceOptions options,
        Resource parent)
    {
        var settings = args.Settings;
        var token = ArchiveName.Declare(name, parent);
        var archive = settings.Archive is { } said ? Output.Create(said) : token;
        var metadata = args.Placement.Metadata(name);
        metadata.Annotations = new InputMap<string>
        {
            // The first attempt to archive comes before the cluster is ready; where none succeeds, it is made for nothing.
            [PulumiAnnotations.WaitFor] = """["condition=Ready","condition=ContinuousArchiving"]""",
            [ArchiveName.Annotation] = archive,
        };
        options.IgnoreChanges = [.. ClusterBootstrap.Kept, .. settings.Archive is null ? ArchiveName.Kept : []];
        options.CustomTimeouts = new CustomTimeouts
        {
            Create = ClusterBootstrap.BringsData(settings) ? CreateTimeout + settings.Backup.Deadline : CreateTimeout,
            Update = UpdateTimeout,
        };
        return new CustomResource(
            $"{name}-cluster",
            new ClusterArgs
            {
                Metadata = metadata,
                Spec = ClusterSpec.Of(name, args, archive),
                Creates = ClusterSpec.Creates(name, settings),
            },
            options);
    }

    private static CustomResourceOptions Protected(CustomResourceOptions options, bool isProtected)
    {
        options.Protect = isProtected;
        return options;
    }
}
