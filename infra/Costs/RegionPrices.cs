using System.Collections.Immutable;

namespace Infra.Costs;

/// <summary>
/// List prices of a cluster's nodes and volumes in a region of a cloud, on demand, without taxes and discounts. What is not known is null,
/// and never guessed.
/// </summary>
/// <param name="Region">The cloud and its name for the region, such as <c>aws/sa-east-1</c>.</param>
/// <param name="Cpu">A core of a node for an hour.</param>
/// <param name="Memory">A GiB of a node's memory for an hour. Both prices together are that of whole nodes.</param>
/// <param name="Volume">A GiB of a volume on an SSD for a month.</param>
public sealed record RegionPrices(string Region, UnitPrice? Cpu, UnitPrice? Memory, UnitPrice? Volume)
{
    private const string Karpenter = "aws/karpenter-provider-aws, pkg/providers/pricing; of m6i.large and c6i.large";
    private const string KarpenterAzure = "Azure/karpenter-provider-azure, pkg/providers/pricing; of D2s_v5 and E2s_v5";
    private const string PriceList = "AWS Price List API, gp3";
    private const string Offer = "AWS offer file for São Paulo; of m6i.large and c6i.large";
    private const string Disks = "Azure Retail Prices, Premium SSD v2";

    /// <summary>The hours of a month.</summary>
    public const int HoursOfMonth = 730;

    /// <summary>The regions that there are prices of.</summary>
    public static ImmutableArray<RegionPrices> All { get; } =
    [
        new(
            "aws/us-east-1",
            new(0.037m, Karpenter, new(2026, 7, 20)),
            new(0.00275m, Karpenter, new(2026, 7, 20)),
            new(0.08m, PriceList, new(2026, 9, 21))),
        new("aws/eu-west-1", null, null, new(0.088m, PriceList, new(2026, 9, 21))),
        new(
            "aws/sa-east-1",
            new(0.0545m, Offer, new(2026, 8, 13)),
            new(0.0055m, Offer, new(2026, 8, 13)),
            new(0.152m, PriceList, new(2026, 9, 21))),
        new(
            "azure/eastus",
            new(0.033m, KarpenterAzure, new(2026, 6, 18)),
            new(0.00375m, KarpenterAzure, new(2026, 6, 18)),
            null),
        new(
            "azure/westeurope",
            new(0.039m, KarpenterAzure, new(2026, 6, 18)),
            new(0.004625m, KarpenterAzure, new(2026, 6, 18)),
            new(0.0949m, Disks, new(2026, 7, 15))),
        new(
            "azure/brazilsouth",
            new(0.0525m, KarpenterAzure, new(2026, 6, 18)),
            new(0.006m, KarpenterAzure, new(2026, 6, 18)),
            new(0.15184m, Disks, new(2026, 9, 4))),
    ];
}
