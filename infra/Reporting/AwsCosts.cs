using System.Globalization;
using Infra.Costs;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Reporting;

/// <summary>What managed services of AWS cost in a month: what runs all the time, and storage as it is at first.</summary>
internal static class AwsCosts
{
    private const string Alarms = "Alarms of CloudWatch";

    /// <summary>What a resource costs; null where nothing is known of such resources.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="region">The cloud and its region, whose prices hold.</param>
    public static ManagedCost? Of(PlannedResource resource, string region)
    {
        if (resource.Is(AwsKinds.DatabaseInstance))
            return SumOf([.. OfInstance(resource, region)]);
        if (resource.Is(AwsKinds.ReplicationGroup))
            return SumOf([OfNodes(resource, region)]);
        return resource.Is(AwsKinds.Key) ? SumOf([new CostItem("a key", 1, AwsPrices.Find(region, AwsPrices.Key))]) : null;
    }

    /// <summary>The line of all alarms of a plan; null where there are none.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="prices">The prices.</param>
    public static CostLine? OfAlarms(Plan plan, RegionPrices prices)
    {
        var count = plan.OfType(AwsKinds.MetricAlarm).Count();
        return count == 0
            ? null
            : new CostLine(Alarms, 1, 0, 0, 0, prices)
            {
                Managed = SumOf([new CostItem($"{count} alarms", count, AwsPrices.Find(prices.Region, AwsPrices.Alarm))]),
            };
    }

    private static ManagedCost SumOf(IReadOnlyList<CostItem> items) => new(
        string.Join(", ", items.Select(item => item.Price is null ? $"{item.Amount} (unknown)" : item.Amount)),
        items.Sum(item => item.Units * (item.Price?.Usd ?? 0)),
        items.Min(item => item.Price?.Date))
    {
        IsMore = items.Any(item => item.Price is null),
    };

    private static IEnumerable<CostItem> OfInstance(PlannedResource instance, string region)
    {
        var (engine, name) = (instance.Inputs.Text("engine"), instance.Inputs.Text("instanceClass"));
        var isMultiAz = instance.Inputs.IsTrue("multiAz");
        var zones = isMultiAz ? " in two zones" : "";
        yield return new CostItem(name + zones, RegionPrices.HoursOfMonth, InstancePrice(region, engine, name, isMultiAz));
        var storage = instance.Inputs.Number("allocatedStorage") ?? 0;
        yield return new CostItem($"{storage} GiB{zones}", storage, AwsPrices.Find(region, AwsPrices.RdsStorage(isMultiAz)));
    }

    // Where the table has none with a standby, it is that of two.
    private static UnitPrice? InstancePrice(string region, string engine, string name, bool isMultiAz)
    {
        if (AwsPrices.Find(region, AwsPrices.RdsInstance(engine, name, isMultiAz)) is { } price)
            return price;
        var single = isMultiAz ? AwsPrices.Find(region, AwsPrices.RdsInstance(engine, name, isMultiAz: false)) : null;
        return single is null ? null : single with { Usd = single.Usd * 2 };
    }

    private static CostItem OfNodes(PlannedResource group, string region)
    {
        var (engine, name) = (group.Inputs.Text("engine"), group.Inputs.Text("nodeType"));
        var nodes = group.Inputs.Number("numCacheClusters") ?? 1;
        return new CostItem(
            string.Create(CultureInfo.InvariantCulture, $"{nodes} × {name}"),
            nodes * RegionPrices.HoursOfMonth,
            AwsPrices.Find(region, AwsPrices.CacheNode(engine, name)));
    }
}
