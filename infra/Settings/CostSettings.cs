using System.Globalization;
using Infra.Costs;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary><c>infra:costs</c>: what the estimate of a month's costs counts with.</summary>
public sealed record CostSettings
{
    /// <summary>The region whose list prices hold; null where the stack file says all of them.</summary>
    public required string? Region { get; init; }

    /// <summary>The prices.</summary>
    public required RegionPrices Prices { get; init; }

    /// <summary>Reads the section; null where it says nothing, and there is no estimate.</summary>
    internal static CostSettings? Read(Section section)
    {
        string[] regions = [.. RegionPrices.All.Select(prices => prices.Region)];
        var region = section.Find(
            "region",
            SettingTypes.OneOf(regions),
            "The cloud and region whose list prices an estimate of the month's costs counts with.",
            "no estimate");
        var cpu = Price("cpu", "Price of a core of a node for an hour, in USD.");
        var memory = Price("memory", "Price of a GiB of a node's memory for an hour, in USD.");
        var volume = Price("volume", "Price of a GiB of a volume for a month, in USD.");
        if (region is null && cpu is null && memory is null && volume is null)
            return null;
        var listed = RegionPrices.All.FirstOrDefault(prices => prices.Region == region) ?? new RegionPrices("", null, null, null);
        return new CostSettings
        {
            Region = region,
            Prices = listed with
            {
                Cpu = cpu ?? listed.Cpu,
                Memory = memory ?? listed.Memory,
                Volume = volume ?? listed.Volume,
            },
        };

        UnitPrice? Price(string key, string meaning)
            => section.Find(key, SettingTypes.Price, meaning, "the region's") is { } usd
                ? new UnitPrice(decimal.Parse(usd, CultureInfo.InvariantCulture), "the stack file", Date: null)
                : null;
    }
}
