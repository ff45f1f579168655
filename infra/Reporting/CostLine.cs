using Infra.Costs;

namespace Infra.Reporting;

/// <summary>What an object of a plan asks for, and what that costs in a month.</summary>
/// <param name="Title">The object.</param>
/// <param name="Instances">How many pods it has, and how many of each of its volumes.</param>
/// <param name="Cpu">The cores that each requests.</param>
/// <param name="Memory">The GiB of memory that each requests.</param>
/// <param name="Volumes">The GiB of its volumes, of each.</param>
/// <param name="Prices">The prices.</param>
internal sealed record CostLine(string Title, int Instances, decimal Cpu, decimal Memory, decimal Volumes, RegionPrices Prices)
{
    /// <summary>What it costs in a month, in USD, as far as prices are known.</summary>
    public decimal Usd
        => Managed?.Usd ?? Instances
            * ((Cpu * RegionPrices.HoursOfMonth * (Prices.Cpu?.Usd ?? 0))
                + (Memory * RegionPrices.HoursOfMonth * (Prices.Memory?.Usd ?? 0))
                + (Volumes * (Prices.Volume?.Usd ?? 0)));

    /// <summary>What it costs where a cloud runs it, and that is known. Default: null.</summary>
    public ManagedCost? Managed { get; init; }

    /// <summary>Whether nothing is known of its price. Default: false.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Whether there is no price of something that it asks for.</summary>
    public bool IsMore
        => IsUnknown
            || Managed is { IsMore: true }
            || (Cpu > 0 && Prices.Cpu is null)
            || (Memory > 0 && Prices.Memory is null)
            || (Volumes > 0 && Prices.Volume is null);
}
