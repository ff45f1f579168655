using System.Collections.Immutable;
using System.Globalization;
using Infra.Costs;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Reporting;

/// <summary>What managed services of AWS cost in a month: what runs all the time, and storage as it is at first.</summary>
internal static class ManagedCosts
{
    private const string Alarms = "Alarms of CloudWatch";

    /// <summary>The parts of a resource; none where nothing is known of such resources.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="region">The cloud and its region, whose prices hold.</param>
    public static ImmutableArray<CostItem> Of(PlannedResource resource, string region)
    {
        if (resource.Is(AwsKinds.DatabaseInstance))
            return [.. OfInstance(resource, region)];
        if (resource.Is(AwsKinds.ReplicationGroup))
            return [OfNodes(resource, region)];
        return resource.Is(AwsKinds.Key) ? [new CostItem("a key", 1, ManagedPrice.Find(region, ManagedPrice.Key))] : [];
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
                Items = [new CostItem($"{count} alarms", count, ManagedPrice.Find(prices.Region, ManagedPrice.Alarm))],
            };
    }

    private static IEnumerable<CostItem> OfInstance(PlannedResource instance, string region)
    {
        var (engine, name) = (instance.Inputs.Text("engine"), instance.Inputs.Text("instanceClass"));
        var isMultiAz = instance.Inputs.IsTrue("multiAz");
        var zones = isMultiAz ? " in two zones" : "";
        yield return new CostItem($"{name}{zones}", RegionPrices.HoursOfMonth, InstancePrice(region, engine, name, isMultiAz));
        var storage = instance.Inputs.Number("allocatedStorage") ?? 0;
        yield return new CostItem($"{storage} GiB{zones}", storage, ManagedPrice.Find(region, ManagedPrice.RdsStorage(isMultiAz)));
    }

    // Where the table has none with a standby, it is that of two.
    private static UnitPrice? InstancePrice(string region, string engine, string name, bool isMultiAz)
        => ManagedPrice.Find(region, ManagedPrice.RdsInstance(engine, name, isMultiAz)) is { } price
            ? price
            : isMultiAz && ManagedPrice.Find(region, ManagedPrice.RdsInstance(engine, name, isMultiAz: false)) is { } one
                ? one with { Usd = one.Usd * 2 }
                : null;

    private static CostItem OfNodes(PlannedResource group, string region)
    {
        var (engine, name) = (group.Inputs.Text("engine"), group.Inputs.Text("nodeType"));
        var nodes = group.Inputs.Number("numCacheClusters") ?? 1;
        return new CostItem(
            string.Create(CultureInfo.InvariantCulture, $"{nodes} × {name}"),
            nodes * RegionPrices.HoursOfMonth,
            ManagedPrice.Find(region, ManagedPrice.CacheNode(engine, name)));
    }
}
