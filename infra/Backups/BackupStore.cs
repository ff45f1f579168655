using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Aws;
using Infra.Isolation;
using Infra.Settings;
using Infra.Steps;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Backups;

/// <summary>
/// The folder of the object storage that the backups of one kind of one service are in, and nothing else; and what steps open it with.
/// Each backup in it is a folder of its own, called by the time at which it went up, such as <c>20261130T020000Z</c>. It counts once its
/// checksums are there, which come last.
/// </summary>
internal sealed record BackupStore
{
    /// <summary>The remote of rclone that scripts name.</summary>
    public const string Remote = "store";

    private readonly RemoteStorage _remote;

    private BackupStore(RemoteStorage remote, string path, ImmutableArray<Resource> resources)
    {
        _remote = remote;
        Path = path;
        Resources = resources;
    }

    /// <summary>The object storage.</summary>
    public ObjectStorageSettings Storage => _remote.Storage;

    /// <summary>The bucket and the path in it, as rclone writes them: <c>my-backups/reference/reference-dev/redis</c>.</summary>
    public string Path { get; private init; }

    /// <summary>What it is made of: steps come after it.</summary>
    public ImmutableArray<Resource> Resources { get; }

    /// <summary>Where the backups of a service are: in a folder of the namespace, so that no two stacks have one.</summary>
    /// <param name="storage">The object storage.</param>
    /// <param name="ns">The namespace of the service.</param>
    /// <param name="service">The service, and which kind of its backups where it has several.</param>
    public static string PathOf(ObjectStorageSettings storage, string ns, string service) => $"{storage.Location}/{ns}/{service}";

    /// <summary>The name of the policy of the steps of an account.</summary>
    public static string NameOf(string account) => DerivedNames.StoreOf(account);

    /// <summary>Declares what steps open it with: the credentials, and the path through the network.</summary>
    /// <param name="account">The account of the steps, whose name their pods bear.</param>
    /// <param name="service">Whose backups they are; see <see cref="PathOf"/>.</param>
    /// <param name="storage">The object storage.</param>
    /// <param name="placement">Where the steps are put.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="path">Where they are, where that is another place than <see cref="PathOf"/> says: a live stack's stay there.</param>
    /// <param name="use">Whether they only read. Default: they also write below the path.</param>
    /// <param name="serviceAccount">The service account of their pods. Default: that of the steps.</param>
    public static BackupStore Declare(
        StepAccount account,
        string service,
        ObjectStorage storage,
        Placement placement,
        Resource parent,
        string? path = null,
        BucketUse use = BucketUse.Writes,
        string? serviceAccount = null)
    {
        var name = NameOf(account.Name);
        var folder = path ?? PathOf(storage.Settings, placement.Namespace, service);
        var remote = storage.IsOpenedByRole
            ? RemoteStorage.OpenedByRole(
                Remote,
                storage.Settings,
                storage.Let(serviceAccount ?? account.Name, use, folder[(storage.Settings.Bucket.Length + 1)..], parent))
            : RemoteStorage.Declare(Remote, storage.Settings, PlatformSecrets.OfBackups, name, account, placement, parent);
        var way = RemoteStorage.DeclarePath(name, account, placement, parent, storage);
        return new BackupStore(remote, folder, [.. remote.Resources, way]);
    }

    /// <summary>The same for the backups of something else in the namespace.</summary>
    /// <param name="ns">The namespace.</param>
    /// <param name="service">Whose backups they are; see <see cref="PathOf"/>.</param>
    public BackupStore For(string ns, string service) => this with { Path = PathOf(Storage, ns, service) };

    /// <summary>A container with rclone, whose remote <see cref="Remote"/> is the object storage.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="script">The script. It finds <see cref="Path"/> in the variable DESTINATION.</param>
    /// <param name="variables">What it is told beside that.</param>
    public StepContainer Container(string name, string script, params IEnumerable<EnvVarArgs> variables)
        => new(name, BackupImages.Rclone, script)
        {
            Library = RemoteStorage.Library,
            Variables = [RemoteStorage.NoFile, .. _remote.Variables, StepContainer.Told("DESTINATION", Path), .. variables],
            Memory = "256Mi",
            CpuLimit = "1",
        };
}
