namespace Infra.Costs;

/// <summary>The list price of a part of a managed service in a region, on demand, without taxes and discounts.</summary>
/// <param name="Service">The service.</param>
/// <param name="Item">The size of a node or server, for an hour; or <see cref="Storage"/>, of which a GiB for a month.</param>
/// <param name="Region">The cloud and its name for the region, as of <see cref="RegionPrices"/>.</param>
/// <param name="Price">The price.</param>
public sealed record ManagedPrice(string Service, string Item, string Region, UnitPrice Price)
{
    /// <summary>The item that is storage.</summary>
    public const string Storage = "storage";
}
