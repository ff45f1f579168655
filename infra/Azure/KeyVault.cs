using Infra.Settings;
using Pulumi;
using Pulumi.AzureNative.Authorization;
using Pulumi.AzureNative.KeyVault;
using Pulumi.AzureNative.KeyVault.Inputs;
using Pulumi.AzureNative.ManagedIdentity;

namespace Infra.Azure;

/// <summary>
/// A Key Vault for secrets of the stack, which people put there; and the identity that a service account of the stack opens it with.
/// Whoever else may do what, roles say, and the addresses that reach it are few.
/// </summary>
internal sealed class KeyVault : ComponentResource
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:azure:KeyVault";

    // https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/security
    private const string SecretsUser = "4633458b-17de-408a-b445-ec8ff5f3b1a0";
    private const string SecretsOfficer = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";

    private const string Audience = "api://AzureADTokenExchange";

    // What Azure keeps a deleted one at least, and at most.
    private const int ShortestDays = 7;
    private const int LongestDays = 90;

    /// <summary>Declares one.</summary>
    /// <param name="name">What it is called after.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="subject">The service account that opens it, as the cluster's tokens name it.</param>
    /// <param name="writes">Whether it writes secrets, too.</param>
    /// <param name="account">The subscription.</param>
    /// <param name="isProtected">Whether what holds data is protected.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public KeyVault(
        string name,
        KeyVaultSettings settings,
        string subject,
        bool writes,
        AzureAccount account,
        bool isProtected,
        Resource parent)
        : base(Type, name, new ComponentResourceOptions { Parent = parent })
    {
        var vault = DeclareVault(name, settings, account, isProtected);
        var identity = new UserAssignedIdentity(
            $"{name}-identity",
            new UserAssignedIdentityArgs
            {
                ResourceName = account.NameOf(name),
                ResourceGroupName = account.ResourceGroup,
                Location = account.Settings.Location,
                Tags = account.Tags,
            },
            account.ChildOf(this));
        var credential = new FederatedIdentityCredential(
            $"{name}-credential",
            new FederatedIdentityCredentialArgs
            {
                FederatedIdentityCredentialResourceName = account.NameOf(name),
                ResourceName = identity.Name,
                ResourceGroupName = account.ResourceGroup,
                Issuer = settings.OidcIssuer!.OriginalString,
                Subject = subject,
                Audiences = { Audience },
            },
            account.ChildOf(this));
        var role = writes ? SecretsOfficer : SecretsUser;
        var assignment = new RoleAssignment(
            $"{name}-role",
            new RoleAssignmentArgs
            {
                PrincipalId = identity.PrincipalId,
                PrincipalType = PrincipalType.ServicePrincipal,
                RoleDefinitionId =
                    $"/subscriptions/{account.Settings.SubscriptionId}/providers/Microsoft.Authorization/roleDefinitions/{role}",
                Scope = vault.Id,
            },
            account.ChildOf(this));
        if (isProtected)
            DeletionLock.Declare(name, vault.Id, account, this);
        ClientId = identity.ClientId;
        Ready = [credential, assignment];
        RegisterOutputs();
    }

    /// <summary>The identity, as the service account names it.</summary>
    public Output<string> ClientId { get; }

    /// <summary>What is there once the service account opens it.</summary>
    public IReadOnlyList<Resource> Ready { get; }

    private Vault DeclareVault(string name, KeyVaultSettings settings, AzureAccount account, bool isProtected)
    {
        var access = new NetworkRuleSetArgs { Bypass = NetworkRuleBypassOptions.AzureServices, DefaultAction = NetworkRuleAction.Deny };
        foreach (var range in settings.AllowedRanges)
            access.IpRules.Add(new IPRuleArgs { Value = range });
        var properties = new VaultPropertiesArgs
        {
            TenantId = settings.TenantId,
            Sku = new SkuArgs { Family = SkuFamily.A, Name = SkuName.Standard },
            EnableRbacAuthorization = true,
            EnableSoftDelete = true,
            SoftDeleteRetentionInDays = isProtected ? LongestDays : ShortestDays,
            NetworkAcls = access,
        };
        // It cannot be taken back, and the name stays taken until the days are over.
        if (isProtected)
            properties.EnablePurgeProtection = true;
        var options = account.ChildOf(this);
        options.Protect = isProtected;
        return new Vault(
            name,
            new VaultArgs
            {
                VaultName = settings.VaultName!,
                ResourceGroupName = account.ResourceGroup,
                Location = account.Settings.Location,
                Properties = properties,
                Tags = account.Tags,
            },
            options);
    }
}
