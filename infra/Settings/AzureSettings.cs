using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>
/// <c>infra:azure</c>: the subscription that managed services are made in, and the network in which the cluster reaches them.
/// </summary>
public sealed record AzureSettings
{
    /// <summary>The name of the section.</summary>
    internal const string Name = "azure";

    /// <summary>The key of the section.</summary>
    internal const string Key = $"{StackReading.ProjectName}:{Name}";

    /// <summary>What the section is about.</summary>
    internal const string Meaning = "The subscription and the network of managed services, where Azure runs some of the data services.";

    private const string SubnetExample =
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/main"
        + "/subnets/postgres";

    private static readonly ImmutableSortedDictionary<string, string> None =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The location.</summary>
    public required string Location { get; init; }

    /// <summary>The subscription, the only one that anything is made in.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>The tenant of the subscription; null for that of the credentials.</summary>
    public string? TenantId { get; init; }

    /// <summary>An existing resource group that all is made in; null for one that the stack makes.</summary>
    public string? ResourceGroup { get; init; }

    /// <summary>What names end in that no other of Azure may have; null for nothing.</summary>
    public string? NameSuffix { get; init; }

    /// <summary>The stack whose outputs say what <see cref="Subnets"/> and <see cref="PrivateDnsZones"/> do not; null for none.</summary>
    public string? NetworkStack { get; init; }

    /// <summary>The resource ids of the subnets, by the data service that is put in each.</summary>
    public required ImmutableSortedDictionary<string, string> Subnets { get; init; }

    /// <summary>The resource ids of the private DNS zones, by the data service whose hosts are in each.</summary>
    public required ImmutableSortedDictionary<string, string> PrivateDnsZones { get; init; }

    /// <summary>The address ranges of these subnets, which pods connect to.</summary>
    public required ImmutableArray<string> SubnetRanges { get; init; }

    /// <summary>An existing action group that is told of alerts; null for one that the stack makes.</summary>
    public string? ActionGroup { get; init; }

    /// <summary>Whom the action group of the stack tells.</summary>
    public required ImmutableArray<string> AlertEmails { get; init; }

    /// <summary>The tags of whatever is made, beside the stack's own.</summary>
    public required ImmutableSortedDictionary<string, string> Tags { get; init; }

    /// <summary>What is known of the location.</summary>
    internal AzureLocation Place => AzureLocation.Of(Location);

    /// <summary>Whether it is said which subnet and which private DNS zone a data service has.</summary>
    internal bool HasNetworkOf(string service)
        => NetworkStack is not null || (Subnets.ContainsKey(service) && PrivateDnsZones.ContainsKey(service));

    /// <summary>Reads the section; null where it is not there.</summary>
    internal static AzureSettings? Read(Section section)
    {
        var allowsOthers = section.Get(
            "allowsOtherLocations",
            SettingTypes.Boolean,
            false,
            "Whether the location may be one that the program does not know, such as one that is newer.");
        var settings = ReadNetwork(section) with
        {
            Location = Need("location", LocationType(allowsOthers), "westeurope", "Location that managed services are made in."),
            SubscriptionId = Need("subscriptionId", GuidType, EmptyGuid, "Subscription that they are made in, and no other."),
            TenantId = section.Find("tenantId", GuidType, "Tenant of the subscription.", "that of the credentials"),
            ResourceGroup = section.Find(
                "resourceGroup",
                Matching("it takes the name of a resource group", "data", AzurePatterns.ResourceGroupPattern()),
                "Existing resource group that all is made in.",
                "one that the stack makes, named after its namespace"),
            NameSuffix = section.Find(
                "nameSuffix",
                Matching("it takes 1 to 12 lower-case letters and digits", "a1b2", AzurePatterns.SuffixPattern()),
                "What names end in that no other of Azure may have, such as those of servers. Set it before the first deployment.",
                "none"),
            ActionGroup = section.Find(
                "actionGroup",
                Matching("it takes the resource id of an action group", ActionGroupExample, AzurePatterns.ActionGroupPattern()),
                "Existing action group that is told of alerts.",
                "one that the stack makes, which tells alertEmails"),
            AlertEmails = section.List(
                "alertEmails",
                SettingTypes.Email("team@example.com"),
                [],
                "Whom the stack's own action group tells of alerts, such as the address of a Slack channel."),
            Tags = section.Map(
                "tags",
                Matching("it takes a tag's key: at most 512 characters, none of <>%&\\?/", "cost-center", AzurePatterns.TagKeyPattern()),
                SettingTypes.Text("web", "it takes a tag's value: a line of at most 256 characters"),
                None,
                "Tags of whatever is made, such as a cost center."),
        };
        if (!section.IsPresent)
            return null;
        settings.Hold(section);
        return settings;

        string Need(string name, SettingType<string> type, string standIn, string meaning)
            => section.IsPresent
                ? section.Require(name, type, standIn, meaning)
                : section.Find(name, type, meaning, "required below infra:azure") ?? standIn;
    }

    private static AzureSettings ReadNetwork(Section section) => new()
    {
        Location = "",
        SubscriptionId = "",
        AlertEmails = [],
        Tags = None,
        NetworkStack = section.Find(
            "networkStack",
            Matching("it takes a stack as organization/project/stack", "organization/network/prod", AzurePatterns.StackPattern()),
            "Stack whose outputs SERVICESubnetId and SERVICEPrivateDnsZoneId say what is not in subnets and privateDnsZones.",
            "none"),
        Subnets = section.Map(
            "subnets",
            SettingTypes.ObjectName,
            Matching("it takes the resource id of a subnet", SubnetExample, AzurePatterns.SubnetPattern()),
            None,
            "Resource id of the subnet of each managed service, by its section: postgres and mysql each have one that is delegated."),
        PrivateDnsZones = section.Map(
            "privateDnsZones",
            SettingTypes.ObjectName,
            Matching("it takes the resource id of a private DNS zone", ZoneExample, AzurePatterns.PrivateDnsZonePattern()),
            None,
            "Resource id of the private DNS zone of each managed service, by its section."),
        SubnetRanges = section.List(
            "subnetRanges",
            SettingTypes.AddressRange,
            [],
            "Address ranges of the subnets: pods may connect to them on the ports of the services that they use."),
    };

    private const string EmptyGuid = "00000000-0000-0000-0000-000000000000";

    private const string ZoneExample =
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/privateDnsZones"
        + "/shop.postgres.database.azure.com";

    private const string ActionGroupExample =
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/ops/providers/Microsoft.Insights/actionGroups/slack";

    private void Hold(Section section)
    {
        // Keys of tags are the same in upper and lower case in Azure.
        foreach (var tag in Tags.Keys.Where(tag => CloudTags.Reserved.Contains(tag, StringComparer.OrdinalIgnoreCase)))
        {
            section.Report(
                $"{section.Path}.tags.{tag}",
                $"\"{Tags[tag]}\"",
                "the program gives whatever it makes a tag of this key itself",
                "Use another key, or remove the line");
        }

        if (SubnetRanges.IsEmpty)
        {
            section.Report(
                $"{section.Path}.subnetRanges",
                StackFaults.Missing,
                "pods connect to no address that no rule names",
                "Set it to the address ranges of the subnets, for instance: [10.0.128.0/24]");
        }

        if (ActionGroup is null && AlertEmails.IsEmpty)
        {
            section.Report(
                $"{section.Path}.alertEmails",
                StackFaults.Missing,
                "an action group without receivers tells nobody of an alert",
                $"Name somebody, for instance: [team@example.com], or set {section.Path}.actionGroup to one that there is");
        }

        if (ActionGroup is not null && !AlertEmails.IsEmpty)
        {
            section.Report(
                $"{section.Path}.alertEmails",
                "set",
                $"{section.Path}.actionGroup names one that there is, whose receivers are its own",
                "Remove one of the two");
        }
    }

    private static SettingType<string> LocationType(bool allowsOthers) => SettingTypes.FromPattern(
        allowsOthers ? "it takes the name of a location" : "it takes the name of a location that the program knows",
        "westeurope",
        text => AzurePatterns.LocationPattern().IsMatch(text) && (allowsOthers || AzureLocation.All.Any(known => known.Name == text))
            ? text
            : null,
        AzurePatterns.LocationText);

    private static SettingType<string> GuidType { get; } =
        Matching("it takes an identifier of the form 01234567-89ab-cdef-0123-456789abcdef", EmptyGuid, AzurePatterns.GuidPattern());

    private static SettingType<string> Matching(string rule, string example, Regex pattern)
        => SettingTypes.FromPattern(rule, example, text => pattern.IsMatch(text) ? text : null, pattern.ToString());
}
