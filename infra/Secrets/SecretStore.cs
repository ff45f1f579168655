using System.Collections.Immutable;
using Infra.Aws;
using Infra.Azure;
using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Kubernetes.ExternalSecrets;
using Infra.Settings;
using Infra.Values;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using StackPreview.Plans;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Secrets;

/// <summary>
/// A store of secrets outside the cluster, as the External Secrets Operator opens it for this namespace alone: with an identity, and no
/// key. Values go from it into Secrets, and never through the program.
/// </summary>
internal sealed class SecretStore : ComponentResource
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:secrets:SecretStore";

    /// <summary>The name of the store, and of the service account that opens it.</summary>
    public const string StoreName = "secret-store";

    private const string PushedName = "pushed-secrets";
    private const int LongestName = 63;

    private readonly string _name;
    private readonly SecretStoreSettings _settings;
    private readonly Placement _placement;
    private readonly CustomResource _store;

    private SecretStore(
        string name,
        SecretStoreSettings settings,
        Placement placement,
        AwsAccount? aws,
        AzureAccount? azure,
        ComponentResourceOptions options)
        : base(Type, name, options)
    {
        (_name, _settings, _placement) = (name, settings, placement);
        var isAssumed = settings is { Provider: SecretStoreSettings.Aws, ControllerRole: not null };
        var role = settings.Provider == SecretStoreSettings.Aws ? DeclareRole(aws!, isAssumed) : ([], null);
        var resources = role.Resources.ToList();
        if (!isAssumed)
            resources.Add(DeclareAccount(aws, azure));
        var metadata = placement.Metadata(StoreName);
        metadata.Annotations = new InputMap<string> { [PulumiAnnotations.WaitFor] = "condition=Ready" };
        _store = new CustomResource(
            name,
            new SecretStoreArgs
            {
                Metadata = metadata,
                Spec = new SecretStoreSpecArgs { Provider = Provider(aws, isAssumed ? role.Arn : null) },
            },
            placement.ChildOf(this, resources));
        RegisterOutputs();
    }

    /// <summary>Declares it; null where all secrets are set in the stack file.</summary>
    /// <param name="settings">The settings of the stack.</param>
    /// <param name="placement">Where it is put.</param>
    /// <param name="aws">The account of AWS; null where the stack has none.</param>
    /// <param name="azure">The subscription of Azure; null where the stack has none.</param>
    /// <param name="options">The options of its component.</param>
    public static SecretStore? Declare(
        StackSettings settings,
        Placement placement,
        AwsAccount? aws,
        AzureAccount? azure,
        ComponentResourceOptions options)
        => settings.Secrets is { } store ? new SecretStore("secret-store", store, placement, aws, azure, options) : null;

    /// <summary>Whether it has a supplied secret.</summary>
    /// <param name="secret">The name of the secret.</param>
    public bool Has(string secret) => _settings.Has(secret);

    /// <summary>Declares a Secret with values of the store. Where one has another generation, the Secret has another name.</summary>
    /// <param name="resource">The name in Pulumi.</param>
    /// <param name="belongsTo">What it belongs to.</param>
    /// <param name="values">The names of the secrets, by the key that each has in it.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="name">Its name, where that is fixed. Default: one that changes with what is in it.</param>
    public StoredSecret DeclareSecret(
        string resource,
        string belongsTo,
        ImmutableSortedDictionary<string, string> values,
        Resource parent,
        string? name = null)
    {
        var generations = values.Select(value => $"{value.Key}={value.Value} {_settings.Stored[value.Value]}");
        name ??= ContentHash.Bounded($"{belongsTo}-{ContentHash.Of(generations.Prepend(_settings.Path))}", LongestName);
        var metadata = _placement.Metadata(belongsTo);
        metadata.Name = name;
        // What a store does not have, a release says, and not a pod that never starts.
        metadata.Annotations = new InputMap<string> { [PulumiAnnotations.WaitFor] = "condition=Ready" };
        var secret = new CustomResource(
            resource,
            new ExternalSecretArgs
            {
                Metadata = metadata,
                Spec = new ExternalSecretSpecArgs
                {
                    RefreshPolicy = "Periodic",
                    RefreshInterval = Duration.Format(_settings.RefreshInterval),
                    SecretStoreRef = new SecretStoreRefArgs { Kind = "SecretStore", Name = StoreName },
                    Target = new ExternalSecretTargetArgs { Name = name, CreationPolicy = "Owner", DeletionPolicy = "Retain" },
                    Data = values
                        .Select(value => new ExternalSecretDataArgs
                        {
                            SecretKey = value.Key,
                            RemoteRef = new ExternalSecretDataRemoteRefArgs { Key = _settings.Path, Property = value.Value },
                        })
                        .ToArray(),
                },
                Creates = [new OperatorObject("Secret", name) { Keys = [.. values.Keys] }],
            },
            _placement.ChildOf(parent, _store));
        return new StoredSecret(name, secret);
    }

    /// <summary>Has values written to the store, where it is asked for.</summary>
    /// <param name="values">The values, by name.</param>
    public void Push(ImmutableSortedDictionary<string, Output<string>> values)
    {
        if (_settings.PushPath is not { } path || values.IsEmpty)
            return;
        var data = new InputMap<string>();
        foreach (var (key, value) in values)
            data.Add(key, value);
        var secret = new Secret(
            $"{_name}-pushed",
            new SecretArgs { Metadata = _placement.Metadata(PushedName), StringData = data },
            _placement.ChildOf(this));
        _ = new CustomResource(
            $"{_name}-push",
            new PushSecretArgs
            {
                Metadata = _placement.Metadata(PushedName),
                Spec = new PushSecretSpecArgs
                {
                    RefreshInterval = Duration.Format(_settings.RefreshInterval),
                    UpdatePolicy = "Replace",
                    // Whoever has read them there still needs them when the stack is gone.
                    DeletionPolicy = "None",
                    SecretStoreRefs = { new PushSecretStoreRefArgs { Kind = "SecretStore", Name = StoreName } },
                    Selector = new PushSecretSelectorArgs { Secret = new PushSecretSecretArgs { Name = PushedName } },
                    Data = values.Keys
                        .Select(key => new PushSecretDataArgs
                        {
                            Match = new PushSecretMatchArgs
                            {
                                SecretKey = key,
                                RemoteRef = new PushSecretRemoteRefArgs { RemoteKey = path, Property = key },
                            },
                        })
                        .ToArray(),
                },
            },
            _placement.ChildOf(this, _store, secret));
    }

    private ServiceAccount DeclareAccount(AwsAccount? aws, AzureAccount? azure)
    {
        var metadata = _placement.Metadata(StoreName);
        IEnumerable<Resource> after = [];
        if (_settings.Provider == SecretStoreSettings.Aws)
        {
            metadata = _placement.Annotated(StoreName, PodIdentity.AnnotationsOf(StoreName, aws!));
        }
        else if (_settings.KeyVault is { } vault)
        {
            // https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html
            Input<string> identity = vault.ClientId ?? "";
            if (vault.VaultName is not null)
            {
                var made = DeclareKeyVault(vault, azure!);
                identity = made.ClientId;
                after = made.Ready;
            }

            metadata.Annotations.Add("azure.workload.identity/client-id", identity);
            metadata.Annotations.Add("azure.workload.identity/tenant-id", vault.TenantId);
        }

        return new ServiceAccount(
            $"{_name}-account",
            new ServiceAccountArgs { Metadata = metadata, AutomountServiceAccountToken = false },
            _placement.ChildOf(this, after));
    }

    private KeyVault DeclareKeyVault(KeyVaultSettings settings, AzureAccount azure) => new(
        "key-vault",
        settings,
        $"system:serviceaccount:{_placement.Namespace}:{StoreName}",
        writes: _settings.PushPath is not null,
        azure,
        _placement.Environment.ProtectsData,
        this);

    // With Pod Identity it is the operator's own pod that has a role. Which namespace it acts for, the tags of its session say.
    private (ImmutableArray<Resource> Resources, Output<string>? Arn) DeclareRole(AwsAccount aws, bool isAssumed)
    {
        if (!isAssumed)
        {
            var identity = PodIdentity.Declare(StoreName, Statements(aws), aws, this);
            return (identity.Resources, identity.RoleArn);
        }

        var role = AssumedRole.Declare(
            StoreName,
            _settings.ControllerRole!,
            [new PolicyCondition("StringEquals", "aws:RequestTag/esoNamespace", aws.Namespace)],
            Statements(aws),
            aws,
            this);
        return (role.Resources, role.Arn);
    }

    // AWS ends the name of a secret with six characters of its own in its ARN:
    // https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html
    private IEnumerable<PolicyStatement> Statements(AwsAccount aws)
    {
        var (region, id) = (aws.Settings.Region, aws.Settings.AccountId);
        if (!_settings.Stored.IsEmpty)
            yield return new PolicyStatement(["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"], [ArnOf(_settings.Path)]);
        if (_settings.PushPath is { } path)
        {
            yield return new PolicyStatement(
                [
                    "secretsmanager:CreateSecret",
                    "secretsmanager:DescribeSecret",
                    "secretsmanager:GetSecretValue",
                    "secretsmanager:PutSecretValue",
                    "secretsmanager:TagResource",
                ],
                [ArnOf(path)]);
        }

        Output<string> ArnOf(string secret) => Output.Create($"arn:aws:secretsmanager:{region}:{id}:secret:{secret}-??????");
    }

    private SecretStoreProviderArgs Provider(AwsAccount? aws, Output<string>? role) => _settings.Provider switch
    {
        SecretStoreSettings.Aws => new SecretStoreProviderArgs { Aws = OfAws(aws!, role) },
        SecretStoreSettings.Azure => new SecretStoreProviderArgs
        {
            Azurekv = new AzureKVProviderArgs
            {
                VaultUrl = _settings.KeyVault!.Url.OriginalString,
                TenantId = _settings.KeyVault.TenantId,
                AuthType = "WorkloadIdentity",
                ServiceAccountRef = Account(),
            },
        },
        _ => new SecretStoreProviderArgs
        {
            Vault = new VaultProviderArgs
            {
                Server = _settings.Server!.OriginalString,
                Path = _settings.Mount!,
                Version = "v2",
                Auth = new VaultAuthArgs
                {
                    Kubernetes = new VaultKubernetesAuthArgs
                    {
                        MountPath = _settings.AuthMount!,
                        Role = _settings.Role!,
                        ServiceAccountRef = Account(),
                    },
                },
            },
        },
    };

    private static AWSProviderArgs OfAws(AwsAccount aws, Output<string>? role)
    {
        var provider = new AWSProviderArgs { Service = "SecretsManager", Region = aws.Settings.Region };
        if (role is null)
        {
            provider.Auth = new AWSAuthArgs { Jwt = new AWSJWTAuthArgs { ServiceAccountRef = Account() } };
            return provider;
        }

        provider.Role = role;
        provider.SessionTagsPolicy = "Simple";
        return provider;
    }

    private static ServiceAccountSelectorArgs Account() => new() { Name = StoreName };
}
