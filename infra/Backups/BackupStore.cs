using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Secrets;
using Infra.Settings;
using Infra.Steps;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

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

    private const string AccessKeyId = "AWS_ACCESS_KEY_ID";
    private const string SecretAccessKey = "AWS_SECRET_ACCESS_KEY";

    private readonly Output<string> _credentials;

    private BackupStore(ObjectStorageSettings storage, string path, Output<string> credentials, ImmutableArray<Resource> resources)
    {
        Storage = storage;
        Path = path;
        Resources = resources;
        _credentials = credentials;
    }

    /// <summary>The object storage.</summary>
    public ObjectStorageSettings Storage { get; }

    /// <summary>The bucket and the path in it, as rclone writes them: <c>my-backups/reference/reference-dev/redis</c>.</summary>
    public string Path { get; }

    /// <summary>What it is made of: steps come after it.</summary>
    public ImmutableArray<Resource> Resources { get; }

    /// <summary>Where the backups of a service are: in a folder of the namespace, so that no two stacks have one.</summary>
    /// <param name="storage">The object storage.</param>
    /// <param name="ns">The namespace of the service.</param>
    /// <param name="service">The service, and which kind of its backups where it has several.</param>
    public static string PathOf(ObjectStorageSettings storage, string ns, string service)
        => string.Join('/', [storage.Bucket, .. storage.Prefix.Split('/', StringSplitOptions.RemoveEmptyEntries), ns, service]);

    /// <summary>Declares what steps open it with: the credentials, and the path through the network.</summary>
    /// <param name="account">The account of the steps, whose name their pods bear.</param>
    /// <param name="service">Whose backups they are; see <see cref="PathOf"/>.</param>
    /// <param name="storage">The object storage.</param>
    /// <param name="placement">Where the steps are put.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="path">Where they are, where that is another place than <see cref="PathOf"/> says: a live stack's stay there.</param>
    public static BackupStore Declare(
        StepAccount account,
        string service,
        ObjectStorageSettings storage,
        Placement placement,
        Resource parent,
        string? path = null)
    {
        var name = NameOf(account.Name);
        var credentials = new Secret(
            name,
            new SecretArgs
            {
                Metadata = placement.Unnamed(account.Name),
                Immutable = true,
                StringData = new InputMap<string>
                {
                    [AccessKeyId] = SuppliedValue.Of(PlatformSecrets.BackupAccessKeyId.Name),
                    [SecretAccessKey] = SuppliedValue.Of(PlatformSecrets.BackupSecretAccessKey.Name),
                },
            },
            placement.ChildOf(parent));
        var policy = new NetworkPolicy(
            $"{name}-network",
            new NetworkPolicyArgs
            {
                Metadata = placement.Metadata(name),
                Spec = new NetworkPolicySpecArgs
                {
                    PodSelector = NetworkRules.Selecting(Labels.Selecting(account.Name)),
                    PolicyTypes = { "Ingress", "Egress" },
                    Egress = { NetworkRules.To([NetworkRules.Anywhere()], storage.Port) },
                },
            },
            placement.ChildOf(parent));
        return new BackupStore(
            storage,
            path ?? PathOf(storage, placement.Namespace, service),
            credentials.Metadata.Apply(metadata => metadata.Name),
            [credentials, policy]);
    }

    /// <summary>The name of the policy of the steps of an account.</summary>
    public static string NameOf(string account) => $"{account}-store";

    /// <summary>A container with rclone, whose remote <see cref="Remote"/> is the object storage.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="script">The script. It finds <see cref="Path"/> in the variable DESTINATION.</param>
    /// <param name="variables">What it is told beside that.</param>
    public StepContainer Container(string name, string script, params IEnumerable<EnvVarArgs> variables)
        => new(name, BackupImages.Rclone, script)
        {
            Variables = [.. RemoteVariables.Of(Remote, Storage), .. Keys(), StepContainer.Told("DESTINATION", Path), .. variables],
            Memory = "256Mi",
            CpuLimit = "1",
        };

    private IEnumerable<EnvVarArgs> Keys() => new[] { AccessKeyId, SecretAccessKey }.Select(key => new EnvVarArgs
    {
        Name = key,
        ValueFrom = new EnvVarSourceArgs { SecretKeyRef = new SecretKeySelectorArgs { Name = _credentials, Key = key } },
    });
}
