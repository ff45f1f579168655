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

/// <summary>An object storage that steps open with rclone, as a remote of it.</summary>
/// <param name="Name">The name of the remote.</param>
/// <param name="Storage">The object storage.</param>
/// <param name="Keys">The Secret with its keys; null where pods open it with a role.</param>
/// <param name="Resources">What steps come after.</param>
internal sealed record RemoteStorage(string Name, ObjectStorageSettings Storage, Secret? Keys, ImmutableArray<Resource> Resources)
{
    /// <summary>The functions that stand before every script with rclone.</summary>
    public const string Library = "object-storage.sh";

    private const string AccessKeyId = "ACCESS_KEY_ID";
    private const string SecretAccessKey = "SECRET_ACCESS_KEY";

    /// <summary>The variables that tell rclone of it (https://rclone.org/docs/#environment-variables).</summary>
    public IEnumerable<EnvVarArgs> Variables
    {
        get
        {
            yield return Told("TYPE", "s3");
            yield return Told("PROVIDER", Storage.Endpoint is null ? "AWS" : "Other");
            yield return Told("REGION", Storage.Region);
            // Whoever may write below a prefix may not make a bucket, or ask for one.
            yield return Told("NO_CHECK_BUCKET", "true");
            if (Storage.Endpoint is { } endpoint)
                yield return Told("ENDPOINT", endpoint.OriginalString);
            if (Keys is null)
            {
                // https://rclone.org/s3/#authentication
                yield return Told("ENV_AUTH", "true");
                yield break;
            }

            yield return Key(Keys, AccessKeyId);
            yield return Key(Keys, SecretAccessKey);
        }
    }

    /// <summary>Where rclone looks for a file of settings. There is none: all that it would say is said by variables.</summary>
    public static EnvVarArgs NoFile { get; } = StepContainer.Told("RCLONE_CONFIG", "/tmp/rclone.conf");

    /// <summary>Declares the keys of one.</summary>
    /// <param name="name">The name of the remote.</param>
    /// <param name="storage">The object storage.</param>
    /// <param name="keys">The secrets that it is opened with: the access key, and the secret key.</param>
    /// <param name="resource">The name of the Secret in Pulumi.</param>
    /// <param name="account">The account of the steps that open it.</param>
    /// <param name="placement">Where they are put.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public static RemoteStorage Declare(
        string name,
        ObjectStorageSettings storage,
        IReadOnlyList<SuppliedSecret> keys,
        string resource,
        StepAccount account,
        Placement placement,
        Resource parent)
    {
        var secret = new Secret(
            resource,
            new SecretArgs
            {
                Metadata = placement.Unnamed(account.Name),
                Immutable = true,
                StringData = new InputMap<string>
                {
                    [AccessKeyId] = SuppliedValue.Of(keys[0].Name),
                    [SecretAccessKey] = SuppliedValue.Of(keys[1].Name),
                },
            },
            placement.ChildOf(parent));
        return new RemoteStorage(name, storage, secret, [secret]);
    }

    /// <summary>One that pods open with a role.</summary>
    /// <param name="name">The name of the remote.</param>
    /// <param name="storage">The object storage.</param>
    /// <param name="identity">What the role is made of.</param>
    public static RemoteStorage OpenedByRole(string name, ObjectStorageSettings storage, ImmutableArray<Resource> identity)
        => new(name, storage, Keys: null, identity);

    /// <summary>Declares the path to object storages.</summary>
    /// <param name="name">The name of the policy.</param>
    /// <param name="account">The account of the steps, whose name their pods bear.</param>
    /// <param name="placement">Where they are put.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="storages">The object storages.</param>
    public static NetworkPolicy DeclarePath(
        string name,
        StepAccount account,
        Placement placement,
        Resource parent,
        params IReadOnlyCollection<ObjectStorage> storages) => new(
        $"{name}-network",
        new NetworkPolicyArgs
        {
            Metadata = placement.Metadata(name),
            Spec = new NetworkPolicySpecArgs
            {
                PodSelector = NetworkRules.Selecting(Labels.Selecting(account.Name)),
                PolicyTypes = { "Ingress", "Egress" },
                Egress = ObjectStorage.Egress(storages).ToArray(),
            },
        },
        placement.ChildOf(parent));

    private EnvVarArgs Told(string setting, string value) => StepContainer.Told(NameOf(setting), value);

    private EnvVarArgs Key(Secret keys, string key) => new()
    {
        Name = NameOf(key),
        ValueFrom = new EnvVarSourceArgs
        {
            SecretKeyRef = new SecretKeySelectorArgs { Name = keys.Metadata.Apply(metadata => metadata.Name), Key = key },
        },
    };

    private string NameOf(string setting) => $"RCLONE_CONFIG_{Name.ToUpperInvariant()}_{setting}";
}
