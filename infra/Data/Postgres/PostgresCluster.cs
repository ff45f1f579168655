using Infra.Aws;
using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Kubernetes.BarmanCloud;
using Infra.Kubernetes.CloudNativePg;
using Infra.Secrets;
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

    /// <summary>The annotation of what stays beside the cluster that serves until it is removed next.</summary>
    public const string Released = "postgres-released";

    /// <summary>The key of the password in <see cref="ImportOf"/>.</summary>
    public const string ImportPassword = "password";

    /// <summary>The name of the secret that a cluster's data is read with from another server.</summary>
    public static string ImportOf(string cluster) => $"{cluster}-import";

    /// <summary>Declares one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="args">Its size, its database, and where its data comes from.</param>
    /// <param name="password">The password of its owner.</param>
    /// <param name="credentials">What its archive is opened with; null where its pods have a role.</param>
    /// <param name="former">What becomes of it, where it stays beside the one that serves; null where it is that.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="after">What it comes after beside that.</param>
    public static PostgresCluster Declare(
        string name,
        DataServiceArgs<PostgresNeed, PostgresSettings> args,
        Output<string> password,
        WatchedSecret? credentials,
        FormerServer? former,
        Resource parent,
        params Resource[] after)
    {
        var placement = args.Placement;
        var isProtected = former?.IsProtected ?? placement.Environment.ProtectsData;
        var isReleased = former is { IsProtected: false };
        var owner = WatchedSecret.Declare(
            OwnerOf(name),
            "kubernetes.io/basic-auth",
            new InputMap<string> { ["username"] = args.Need.Database, ["password"] = password },
            placement,
            parent);
        var policies = DataPolicies.Declare(name, PostgresNetwork.Policies(name, args), placement, parent);
        var storage = args.ObjectStorage!;
        Resource[] opening = credentials is null
            ? [.. storage.Let(name, BucketUse.Writes, storage.Settings.Prefix, parent)]
            : [credentials.Secret];
        var metadata = placement.Metadata(name);
        if (isReleased)
            metadata.Annotations = new InputMap<string> { [Released] = "true" };
        var store = new CustomResource(
            $"{name}-object-store",
            new ObjectStoreArgs
            {
                Metadata = metadata,
                Spec = ObjectStoreSpec.Of(storage.Settings, args.Settings.Backup, credentials?.Name),
            },
            Protected(placement.ChildOf(parent, opening), isProtected));
        Resource[] source = args.Settings.Import is { } import ? [DeclareImportSecret(name, import, placement, parent).Secret] : [];
        var options = Protected(placement.ChildOf(parent, [owner.Secret, store, .. policies, .. source, .. after]), isProtected);
        var cluster = DeclareCluster(name, args, former, options, parent);
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

    private static WatchedSecret DeclareImportSecret(string name, PostgresImport import, Placement placement, Resource parent)
    {
        var data = new InputMap<string> { [ImportPassword] = SuppliedValue.Of(import.Password.Name) };
        if (import.IsVerified)
            data.Add(ClusterSpec.CaCertificate, SuppliedValue.Of(import.Authority.Name));
        return WatchedSecret.Declare(ImportOf(name), "Opaque", data, placement, parent);
    }

    private static CustomResource DeclareCluster(
        string name,
        DataServiceArgs<PostgresNeed, PostgresSettings> args,
        FormerServer? former,
        CustomResourceOptions options,
        Resource parent)
    {
        var settings = args.Settings;
        var isReleased = former is { IsProtected: false };
        var token = ArchiveName.Declare(name, parent);
        var archive = settings.Archive is { } said ? Output.Create(said) : token;
        var metadata = args.Placement.Metadata(name);
        metadata.Annotations = new InputMap<string> { [ArchiveName.Annotation] = archive };
        // Nobody waits for what is removed next. Of the others, the first attempt to archive comes before the cluster is ready; where none
        // succeeds, it is made for nothing.
        if (isReleased)
            metadata.Annotations.Add(Released, "true");
        else
            metadata.Annotations.Add(PulumiAnnotations.WaitFor, """["condition=Ready","condition=ContinuousArchiving"]""");
        // One that serves no more stays as it is, of the version that its archive is of.
        string[] version = former is null ? [] : ["spec.imageName"];
        options.IgnoreChanges = [.. ClusterBootstrap.Kept, .. settings.Archive is null ? ArchiveName.Kept : [], .. version];
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
