using System.Collections.Immutable;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary><c>infra:secrets.azure</c>: the Azure Key Vault that secrets are in: one that is there, or one that the stack makes.</summary>
public sealed record KeyVaultSettings
{
    /// <summary>Its address.</summary>
    public required Uri Url { get; init; }

    /// <summary>Its tenant.</summary>
    public required string TenantId { get; init; }

    /// <summary>The managed identity that may read it; null where the stack makes it.</summary>
    public string? ClientId { get; init; }

    /// <summary>The name of the one that the stack makes; null where it is there.</summary>
    public string? VaultName { get; init; }

    /// <summary>Who issues the tokens of the cluster, which the identity that the stack makes trusts.</summary>
    public Uri? OidcIssuer { get; init; }

    /// <summary>The address ranges that alone reach the one that the stack makes: those that the cluster goes out by.</summary>
    public required ImmutableArray<string> AllowedRanges { get; init; }

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="isUsed">Whether the store is a Key Vault.</param>
    internal static KeyVaultSettings? Read(Section section, bool isUsed)
    {
        var name = section.Find("vaultName", NameType, "Name of the Key Vault, where the stack makes it.", "it is there");
        var isMade = name is not null;
        var url = Needed("vaultUrl", SettingTypes.Url("https://shop.vault.azure.net", "https"), !isMade, "Address of the Key Vault.");
        var clientId = Needed(
            "clientId",
            IdType,
            !isMade,
            "Managed identity that may read it, with a federated credential for the stack's service account.");
        var issuer = Needed(
            "oidcIssuer",
            SettingTypes.Url("https://westeurope.oic.prod-aks.azure.com/tenant/cluster/", "https"),
            isMade,
            "Issuer of the cluster's tokens, which the identity trusts that the stack makes.");
        var tenantId = Needed("tenantId", IdType, true, "Its tenant.");
        var ranges = section.List(
            "allowedRanges",
            SettingTypes.AddressRange,
            [],
            "Address ranges that alone reach the Key Vault that the stack makes, such as that which the cluster goes out by.");
        foreach (var (key, isSet) in new[] { ("vaultUrl", url is not null), ("clientId", clientId is not null) })
        {
            if (isUsed && isMade && isSet)
            {
                section.Report(
                    $"{section.Path}.{key}",
                    "set",
                    $"the stack makes the Key Vault {name}, and an identity that reads it",
                    $"Remove it, or remove {section.Path}.vaultName");
            }
        }

        if (isUsed && isMade && ranges.IsEmpty)
        {
            section.Report(
                $"{section.Path}.allowedRanges",
                StackFaults.Missing,
                "the Key Vault that the stack makes lets in nobody from elsewhere",
                "Set it to the address that the cluster goes out by, for instance: [203.0.113.10/32]");
        }

        return isUsed
            ? new KeyVaultSettings
            {
                Url = isMade ? new Uri($"https://{name}.vault.azure.net") : url!,
                TenantId = tenantId!,
                ClientId = isMade ? null : clientId,
                VaultName = name,
                OidcIssuer = issuer,
                AllowedRanges = ranges,
            }
            : null;

        T? Needed<T>(string key, SettingType<T> type, bool isNeeded, string meaning)
            where T : class
        {
            if (!isUsed || !isNeeded)
                return section.Find(key, type, meaning, "required with that provider");
            return type.TryParse(type.Example, out var standIn) ? section.Require(key, type, standIn, meaning) : null;
        }
    }

    private static SettingType<string> IdType { get; } = SettingTypes.FromPattern(
        "it takes an identifier of the form 00000000-0000-0000-0000-000000000000",
        "00000000-0000-0000-0000-000000000000",
        text => SecretStorePatterns.IdPattern().IsMatch(text) ? text : null,
        SecretStorePatterns.IdText);

    // https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftkeyvault
    private static SettingType<string> NameType { get; } = SettingTypes.FromPattern(
        "it takes a name of 3 to 24 letters, digits and single '-', a letter first, that no other Key Vault of Azure has",
        "shop-prod",
        text => text.Length is >= 3 and <= 24 && SecretStorePatterns.VaultPattern().IsMatch(text) ? text : null,
        SecretStorePatterns.VaultText);
}
