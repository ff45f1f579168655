using System.Collections.Immutable;

namespace Infra.Settings;

/// <summary>A location of Azure.</summary>
/// <param name="Name">Its name.</param>
/// <param name="HasZones">Whether it has availability zones, which a standby can be put into another of.</param>
/// <param name="HasPair">Whether it has a paired location, which backups can be copied to.</param>
internal sealed record AzureLocation(string Name, bool HasZones = true, bool HasPair = true)
{
    /// <summary>
    /// Those of the public cloud that a subscription can use, as of 2026-11
    /// (https://learn.microsoft.com/en-us/azure/reliability/regions-list).
    /// </summary>
    public static ImmutableArray<AzureLocation> All { get; } =
    [
        new("australiacentral", HasZones: false),
        new("australiaeast"),
        new("australiasoutheast", HasZones: false),
        new("austriaeast", HasPair: false),
        new("belgiumcentral", HasPair: false),
        new("brazilsouth"),
        new("canadacentral"),
        new("canadaeast", HasZones: false),
        new("centralindia"),
        new("centralus"),
        new("chilecentral", HasPair: false),
        new("eastasia"),
        new("eastus"),
        new("eastus2"),
        new("francecentral"),
        new("germanywestcentral"),
        new("indonesiacentral", HasPair: false),
        new("israelcentral", HasPair: false),
        new("italynorth", HasPair: false),
        new("japaneast"),
        new("japanwest"),
        new("koreacentral"),
        new("koreasouth", HasZones: false),
        new("malaysiawest", HasPair: false),
        new("mexicocentral", HasPair: false),
        new("newzealandnorth", HasPair: false),
        new("northcentralus", HasZones: false),
        new("northeurope"),
        new("norwayeast"),
        new("polandcentral", HasPair: false),
        new("qatarcentral", HasPair: false),
        new("southafricanorth"),
        new("southcentralus"),
        new("southeastasia"),
        new("southindia", HasZones: false),
        new("spaincentral", HasPair: false),
        new("swedencentral"),
        new("switzerlandnorth"),
        new("uaenorth"),
        new("uksouth"),
        new("ukwest", HasZones: false),
        new("westcentralus", HasZones: false),
        new("westeurope"),
        new("westindia", HasZones: false),
        new("westus", HasZones: false),
        new("westus2"),
        new("westus3"),
    ];

    /// <summary>The one of a name. Of one that the program does not know, it believes that all is there.</summary>
    public static AzureLocation Of(string name) => All.FirstOrDefault(location => location.Name == name) ?? new AzureLocation(name);
}
