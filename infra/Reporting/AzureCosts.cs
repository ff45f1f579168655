using Infra.Costs;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Reporting;

/// <summary>What managed services of Azure cost: servers and their storage, a standby as much again; not their backups.</summary>
internal static class AzureCosts
{
    /// <summary>Whether something holds data and costs nothing by itself: what it is in, or is the database of, is counted.</summary>
    public static bool IsCountedElsewhere(PlannedResource resource)
        => resource.Is(AzureKinds.ResourceGroup) || resource.Is(AzureKinds.RedisDatabase);

    /// <summary>What it costs; null where it is none of these, or a price of it is not known.</summary>
    public static ManagedCost? Of(PlannedResource resource)
    {
        if (resource.Is(AzureKinds.PostgresServer))
            return OfServer(resource, AzurePrices.Postgres);
        if (resource.Is(AzureKinds.MySqlServer))
            return OfServer(resource, AzurePrices.MySql);
        return resource.Is(AzureKinds.RedisCluster) ? OfRedis(resource) : null;
    }

    private static ManagedCost? OfServer(PlannedResource server, string service)
    {
        const string Prefix = "Standard_";
        var location = server.Inputs.Text("location");
        var size = server.Inputs.Text("sku.name");
        var gibibytes = server.Inputs.Number("storage.storageSizeGB").GetValueOrDefault();
        var hour = AzurePrices.Of(service, size.StartsWith(Prefix, StringComparison.Ordinal) ? size[Prefix.Length..] : size, location);
        var storage = AzurePrices.Of(service, ManagedPrice.Storage, location);
        if (hour is null || storage is null)
            return null;
        var servers = server.Inputs.Text("highAvailability.mode") is "ZoneRedundant" or "SameZone" ? 2 : 1;
        return new ManagedCost(
            $"{servers} × {size}, {gibibytes} GiB of storage",
            servers * ((hour.Usd * RegionPrices.HoursOfMonth) + (gibibytes * storage.Usd)),
            new[] { hour.Date, storage.Date }.Min());
    }

    private static ManagedCost? OfRedis(PlannedResource cluster)
    {
        var size = cluster.Inputs.Text("sku.name");
        if (AzurePrices.Of(AzurePrices.Redis, size, cluster.Inputs.Text("location")) is not { } hour)
            return null;
        var nodes = cluster.Inputs.Text("highAvailability") == "Enabled" ? 2 : 1;
        return new ManagedCost($"{nodes} × {size}", nodes * hour.Usd * RegionPrices.HoursOfMonth, hour.Date);
    }
}
