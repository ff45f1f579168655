using System.Collections.Immutable;

namespace Infra.Costs;

/// <summary>
/// List prices of managed services of Azure. What is not here is not known, and no price of one region is that of another.
/// </summary>
public static class AzurePrices
{
    /// <summary>Azure Database for PostgreSQL flexible server.</summary>
    public const string Postgres = "postgres";

    /// <summary>Azure Database for MySQL flexible server.</summary>
    public const string MySql = "mysql";

    /// <summary>Azure Managed Redis.</summary>
    public const string Redis = "redis";

    private const string EastUs = "azure/eastus";
    private const string WestEurope = "azure/westeurope";
    private const string BrazilSouth = "azure/brazilsouth";
    private const string Retail = "Azure Retail Prices API, as Clarchy keeps it";
    private const string Wordpress = "Azure Retail Prices API, as agenticcodingops/azure-wordpress keeps it";
    private const string Rates = "slavalslutkovsky/kcl-packages, packages/platform/pricing/rates.k";
    private const string Brazil = "an estimate of costs from Azure's calculator, brazilsouth";
    private const string Europe = "an estimate of costs of a demonstration, westeurope";
    private const string Note = "a note on a Managed Redis B0 in eastus";
    private const string Infracost = "infracost, test data of Azure Managed Redis";

    private static readonly DateOnly October = new(2026, 10, 2);

    /// <summary>All that are known.</summary>
    public static ImmutableArray<ManagedPrice> All { get; } =
    [
        new(Postgres, "B1ms", EastUs, new(0.017m, Rates, new(2026, 9, 19))),
        new(Postgres, "B1ms", WestEurope, new(0.0199m, Europe, new(2026, 9, 25))),
        new(Postgres, "B1ms", BrazilSouth, new(0.035m, Brazil, new(2026, 9, 8))),
        new(Postgres, "B2s", EastUs, new(0.068m, Retail, October)),
        new(Postgres, "B2s", BrazilSouth, new(0.14m, Brazil, new(2026, 9, 8))),
        new(Postgres, "D2ds_v5", EastUs, new(0.178m, Retail, October)),
        new(Postgres, "D4ds_v5", EastUs, new(0.356m, Retail, October)),
        new(Postgres, ManagedPrice.Storage, EastUs, new(0.115m, Retail, October)),
        new(Postgres, ManagedPrice.Storage, WestEurope, new(0.1369m, Europe, new(2026, 9, 25))),
        new(Postgres, ManagedPrice.Storage, BrazilSouth, new(0.2185m, Brazil, new(2026, 9, 8))),
        new(MySql, "B2s", EastUs, new(0.068m, Wordpress, new(2026, 10, 3))),
        new(MySql, "D2ds_v4", EastUs, new(0.171m, Wordpress, new(2026, 10, 3))),
        new(MySql, ManagedPrice.Storage, EastUs, new(0.115m, Wordpress, new(2026, 10, 3))),
        new(Redis, "Balanced_B0", EastUs, new(0.016m, Note, new(2026, 9, 21))),
        new(Redis, "Balanced_B1", EastUs, new(0.032m, Retail, October)),
        new(Redis, "Balanced_B3", EastUs, new(0.065m, Infracost, new(2026, 5, 3))),
        new(Redis, "Balanced_B5", EastUs, new(0.156m, Retail, October)),
    ];

    /// <summary>The price of an item; null where it is not known.</summary>
    public static UnitPrice? Of(string service, string item, string location)
        => All.FirstOrDefault(one => one.Service == service && one.Item == item && one.Region == $"azure/{location}")?.Price;
}
