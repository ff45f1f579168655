using System.Text.RegularExpressions;

namespace Infra.Settings.Reading;

/// <summary>The forms of names in Azure, for the program and for the JSON schema alike.</summary>
internal static partial class AzurePatterns
{
    /// <summary>The name of a location.</summary>
    public const string LocationText = "^[a-z]{3,}[0-9]?$";

    /// <summary>The identifier of a subscription or a tenant.</summary>
    public const string GuidText = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";

    /// <summary>The name of a resource group.</summary>
    public const string ResourceGroupText = "^[A-Za-z0-9_().-]{0,89}[A-Za-z0-9_()-]$";

    /// <summary>What a name ends in that no other of Azure may have.</summary>
    public const string SuffixText = "^[a-z0-9]{1,12}$";

    /// <summary>The resource id of a subnet.</summary>
    public const string SubnetText = $"^{Group}/Microsoft\\.Network/virtualNetworks/[^/]{{1,64}}/subnets/[^/]{{1,80}}$";

    /// <summary>The resource id of a private DNS zone.</summary>
    public const string PrivateDnsZoneText = $"^{Group}/Microsoft\\.Network/privateDnsZones/[^/]{{1,253}}$";

    /// <summary>The resource id of an action group.</summary>
    public const string ActionGroupText = $"^{Group}/[Mm]icrosoft\\.[Ii]nsights/actionGroups/[^/]{{1,260}}$";

    /// <summary>The key of a tag.</summary>
    public const string TagKeyText = "^[^<>%&\\\\?/]{1,512}$";

    /// <summary>A stack of Pulumi by its whole name.</summary>
    public const string StackText = "^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$";

    private const string Group = "/subscriptions/[0-9a-f-]{36}/resourceGroups/[^/]{1,90}/providers";

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <inheritdoc cref="LocationText"/>
    [GeneratedRegex(LocationText, Options, 1000)]
    public static partial Regex LocationPattern();

    /// <inheritdoc cref="GuidText"/>
    [GeneratedRegex(GuidText, Options, 1000)]
    public static partial Regex GuidPattern();

    /// <inheritdoc cref="ResourceGroupText"/>
    [GeneratedRegex(ResourceGroupText, Options, 1000)]
    public static partial Regex ResourceGroupPattern();

    /// <inheritdoc cref="SuffixText"/>
    [GeneratedRegex(SuffixText, Options, 1000)]
    public static partial Regex SuffixPattern();

    /// <inheritdoc cref="SubnetText"/>
    [GeneratedRegex(SubnetText, Options, 1000)]
    public static partial Regex SubnetPattern();

    /// <inheritdoc cref="PrivateDnsZoneText"/>
    [GeneratedRegex(PrivateDnsZoneText, Options, 1000)]
    public static partial Regex PrivateDnsZonePattern();

    /// <inheritdoc cref="ActionGroupText"/>
    [GeneratedRegex(ActionGroupText, Options, 1000)]
    public static partial Regex ActionGroupPattern();

    /// <inheritdoc cref="TagKeyText"/>
    [GeneratedRegex(TagKeyText, Options, 1000)]
    public static partial Regex TagKeyPattern();

    /// <inheritdoc cref="StackText"/>
    [GeneratedRegex(StackText, Options, 1000)]
    public static partial Regex StackPattern();
}
