using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Faults;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary><c>infra:secrets</c>: a store of secrets outside the cluster, which the External Secrets Operator reads.</summary>
public sealed record SecretStoreSettings
{
    /// <summary>AWS Secrets Manager.</summary>
    internal const string Aws = "aws";

    /// <summary>Azure Key Vault.</summary>
    internal const string Azure = "azure";

    /// <summary>HashiCorp Vault.</summary>
    internal const string Vault = "vault";

    /// <summary>The name of the section.</summary>
    internal const string Name = "secrets";

    /// <summary>What the section is about.</summary>
    internal const string Meaning = "A store of secrets that the External Secrets Operator reads, and where asked for writes.";

    private const string ProviderMeaning = "What the store is: AWS Secrets Manager, Azure Key Vault, or HashiCorp Vault.";

    private const string Key = $"{StackReading.ProjectName}:{Name}";

    private static readonly DurationRange Intervals = new(TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));

    /// <summary>What the store is.</summary>
    public required string Provider { get; init; }

    /// <summary>The secret of the store: an object whose properties are the values, called by the names of the secrets.</summary>
    public required string Path { get; init; }

    /// <summary>How often values are read again. What runs has those that it began with.</summary>
    public required TimeSpan RefreshInterval { get; init; }

    /// <summary>The supplied secrets that it has, each with its generation: another one rolls what uses it.</summary>
    public required ImmutableSortedDictionary<string, int> Stored { get; init; }

    /// <summary>The secret of the store that generated secrets and connections are written to; null for none.</summary>
    public string? PushPath { get; init; }

    /// <summary>The role that the operator's pod has in AWS; null where a service account of the stack has one.</summary>
    public string? ControllerRole { get; init; }

    /// <summary>The Key Vault; null for another store.</summary>
    public KeyVaultSettings? KeyVault { get; init; }

    /// <summary>The address of Vault; null for another store.</summary>
    public Uri? Server { get; init; }

    /// <summary>Where Vault's engine of secrets is mounted.</summary>
    public string? Mount { get; init; }

    /// <summary>Where Vault's method of Kubernetes is mounted.</summary>
    public string? AuthMount { get; init; }

    /// <summary>The role of that method which trusts the service account of the stack.</summary>
    public string? Role { get; init; }

    /// <summary>Whether it has a supplied secret.</summary>
    public bool Has(string secret) => Stored.ContainsKey(secret);

    /// <summary>Reads the section; null where it is not there.</summary>
    internal static SecretStoreSettings? Read(Section section)
    {
        const string PathMeaning = "Secret of the store, an object: each secret is a property that is called like it.";
        var settings = new SecretStoreSettings
        {
            Provider = section.IsPresent
                ? section.Require("provider", Providers, Aws, ProviderMeaning)
                : section.Find("provider", Providers, ProviderMeaning, "required below infra:secrets") ?? Aws,
            Path = section.IsPresent
                ? section.Require("path", PathType, "unset", PathMeaning)
                : section.Find("path", PathType, PathMeaning, "required below infra:secrets") ?? "unset",
            RefreshInterval = section.Get(
                "refreshInterval",
                SettingTypes.Duration(Intervals),
                TimeSpan.FromHours(1),
                "How often values are read again. What runs keeps those that it began with."),
            Stored = section.Map(
                "stored",
                NameType,
                SettingTypes.Integer(1, 10_000),
                ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal),
                "Supplied secrets that the store has, each with its generation: raise it to have what uses it rolled out."),
            PushPath = section.Find(
                "pushPath",
                PathType,
                "Secret of the store that generated secrets and connections are written to.",
                "none is written"),
        };
        settings = settings.WithProvider(section);
        return section.IsPresent ? settings : null;
    }

    /// <summary>What is wrong with it that only the whole stack tells.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="secrets">The supplied secrets that the stack can have, and whether its file sets them.</param>
    /// <param name="commands">The commands that faults name.</param>
    internal static IEnumerable<Fault> FaultsIn(
        StackSettings stack,
        IReadOnlyCollection<(SuppliedSecret Definition, bool IsSet)> secrets,
        ConfigCommands commands)
    {
        if (stack.Secrets is not { } store)
            yield break;
        foreach (var fault in store.IdentityFaults(stack, commands))
            yield return fault;
        foreach (var fault in store.SlackFaults(secrets))
            yield return fault;
        var storable = StorableIn(stack.Application).ToHashSet();
        foreach (var name in store.Stored.Keys.Where(name => !storable.Contains(name)))
        {
            yield return new Fault(
                $"{Key}.stored.{name}",
                "set",
                $"what is read from the store are {string.Join(", ", storable.Order(StringComparer.Ordinal))}",
                $"Remove it, and set the secret itself: {commands.SetSecret(name)}");
        }

        foreach (var (definition, _) in secrets.Where(secret => secret.IsSet && store.Has(secret.Definition.Name)))
        {
            yield return new Fault(
                $"{StackReading.ProjectName}:{definition.Name}",
                "set",
                $"{Key}.stored says that the store has it",
                $"Remove it here, or below {Key}.stored");
        }
    }

    // One object has both addresses of Slack, and comes from one place.
    private IEnumerable<Fault> SlackFaults(IReadOnlyCollection<(SuppliedSecret Definition, bool IsSet)> secrets)
    {
        var (warning, critical) = (PlatformSecrets.SlackWebhookUrl, PlatformSecrets.SlackCriticalWebhookUrl);
        var isSet = secrets.Any(secret => secret.Definition == critical && secret.IsSet);
        if (Has(critical.Name) ? !Has(warning.Name) : Has(warning.Name) && isSet)
        {
            var (stored, other) = Has(critical.Name) ? (critical.Name, warning.Name) : (warning.Name, critical.Name);
            yield return new Fault(
                $"{Key}.stored.{stored}",
                "set",
                $"both addresses of Slack come from the store, or neither, and {other} does not",
                $"Add {Key}.stored.{other}, or remove this");
        }
    }

    // What variables of containers have as it is, and the addresses of Slack. Other values are made a part of another one by the program,
    // which does not see what the store has.
    private static IEnumerable<string> StorableIn(ApplicationDefinition application)
    {
        var inFiles = application.AllContainers
            .SelectMany(container => container.SecretFiles)
            .Select(file => file.Definition.Name)
            .ToHashSet();
        return application.Secrets
            .OfType<SuppliedSecret>()
            .Concat(PlatformSecrets.OfFiles)
            .Concat(PlatformSecrets.Shared)
            .Select(secret => secret.Name)
            .Where(name => !inFiles.Contains(name))
            .Distinct();
    }

    private IEnumerable<Fault> IdentityFaults(StackSettings stack, ConfigCommands commands)
    {
        if (KeyVault is { VaultName: not null } && stack.Azure is null)
        {
            yield return new Fault(
                AzureSettings.Key,
                StackFaults.Missing,
                $"{Key}.azure.vaultName is set, and the Key Vault is made in the subscription that it names",
                $"Set it, for instance: {commands.SetPath($"{AzureSettings.Key}.location", "westeurope")}");
        }

        if (Provider != Aws)
            yield break;
        if (stack.Aws is null)
        {
            yield return new Fault(
                AwsSettings.Key,
                StackFaults.Missing,
                $"{Key}.provider is {Aws}, whose secrets are in the account that it names",
                $"Set it, for instance: {commands.SetPath($"{AwsSettings.Key}.region", "eu-central-1")}");
        }
        else if (stack.Aws.Identity == AwsIdentity.PodIdentity && ControllerRole is null)
        {
            yield return new Fault(
                $"{Key}.aws.controllerRole",
                StackFaults.Missing,
                "with Pod Identity, the operator opens the store by the role of its own pod, which assumes one of the stack",
                $"Set it to the ARN of that role, or set {AwsSettings.Key}.identity to irsa");
        }
        else if (stack.Aws is { Identity: AwsIdentity.Irsa, OidcProvider: null })
        {
            foreach (var fault in AwsSettings.IdentityFaults(stack.Aws, $"{Key}.provider is {Aws}", commands))
                yield return fault;
        }
    }

    private SecretStoreSettings WithProvider(Section section)
    {
        var aws = section.Child("aws", "How AWS Secrets Manager is opened.");
        var azure = section.Child("azure", "The Azure Key Vault.");
        var vault = section.Child("vault", "The server of HashiCorp Vault.");
        foreach (var (provider, other) in new[] { (Aws, aws), (Azure, azure), (Vault, vault) })
        {
            if (other.IsPresent && provider != Provider)
            {
                section.Report(
                    other.Path,
                    "set",
                    $"{section.Path}.provider is {Provider}, and it is about another store",
                    $"Remove it, or set {section.Path}.provider to {provider}");
            }
        }

        foreach (var (name, path) in new[] { ("path", Path), ("pushPath", PushPath) })
        {
            if (section.IsPresent && Provider == Azure && path?.Contains('/', StringComparison.Ordinal) == true)
            {
                section.Report(
                    $"{section.Path}.{name}",
                    $"\"{path}\"",
                    "a Key Vault takes letters, digits and '-' alone",
                    $"Use {path.Replace('/', '-')}");
            }
        }

        var controller = aws.Find("controllerRole", RoleType, "ARN of the role of the operator's pod.", "required with Pod Identity");
        var isVault = section.IsPresent && Provider == Vault;
        var server = Needed(vault, "server", SettingTypes.Url("https://vault.example.com:8200", "https"), isVault, "Its address.");
        return this with
        {
            ControllerRole = controller,
            KeyVault = KeyVaultSettings.Read(azure, section.IsPresent && Provider == Azure),
            Server = server,
            Mount = vault.Get("mount", MountType, "secret", "Where the engine of secrets (KV, version 2) is mounted."),
            AuthMount = vault.Get("authMount", MountType, "kubernetes", "Where the method of Kubernetes is mounted."),
            Role = Needed(vault, "role", MountType, isVault, "Role of the method that trusts the stack's service account."),
        };
    }

    private static T? Needed<T>(Section section, string name, SettingType<T> type, bool isNeeded, string meaning)
        where T : class
    {
        if (!isNeeded)
            return section.Find(name, type, meaning, "required with that provider");
        return type.TryParse(type.Example, out var standIn) ? section.Require(name, type, standIn, meaning) : null;
    }

    private static SettingType<string> Providers { get; } = SettingTypes.OneOf(Aws, Azure, Vault);

    // What all three take, but for '/': https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates
    private static SettingType<string> PathType { get; } = SettingTypes.FromPattern(
        "it takes the name of a secret: letters, digits, '-' and '/'",
        "shop/prod",
        text => SecretStorePatterns.PathPattern().IsMatch(text) ? text : null,
        SecretStorePatterns.PathText);

    private static SettingType<string> NameType { get; } = SettingTypes.FromPattern(
        "it takes the name of a secret: upper-case letters, digits and '_'",
        "API_KEY",
        text => SecretStorePatterns.NamePattern().IsMatch(text) ? text : null,
        SecretStorePatterns.NameText);

    private static SettingType<string> RoleType { get; } = SettingTypes.FromPattern(
        "it takes the ARN of a role",
        "arn:aws:iam::123456789012:role/external-secrets",
        text => SecretStorePatterns.RolePattern().IsMatch(text) ? text : null,
        SecretStorePatterns.RoleText);

    private static SettingType<string> MountType { get; } = SettingTypes.FromPattern(
        "it takes a name: letters, digits, '-', '_' and '/'",
        "kubernetes",
        text => SecretStorePatterns.MountPattern().IsMatch(text) ? text : null,
        SecretStorePatterns.MountText);
}
