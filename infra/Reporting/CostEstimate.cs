using System.Collections.Immutable;
using Infra.Costs;
using Infra.Values;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Reporting;

/// <summary>
/// What the nodes and volumes that a plan asks for cost in a month: what containers that run all the time request, at the fewest replicas,
/// and all volumes that stay. Jobs are left out, and so is what their volumes take while they run.
/// A managed service whose price is not in the table is there without one.
/// </summary>
internal static class CostEstimate
{
    private const decimal BytesOfGibibyte = 1024m * 1024 * 1024;

    /// <summary>What each object of a plan asks for and costs, in the order of the plan; nothing for what asks for nothing.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="prices">The prices.</param>
    public static ImmutableArray<CostLine> Of(Plan plan, RegionPrices prices)
    {
        var scaled = plan.OfKind(KubernetesKinds.HorizontalPodAutoscaler)
            .Select(scaler => (Name: scaler.Inputs.Text("spec.scaleTargetRef.name"), Least: scaler.Inputs.Number("spec.minReplicas")))
            .Concat(
                plan.Objects
                    .Where(resource => resource.Kind == "ScaledObject")
                    .Select(scaler => (scaler.Inputs.Text("spec.scaleTargetRef.name"), scaler.Inputs.Number("spec.minReplicaCount"))))
            .ToLookup(scaler => scaler.Item1, scaler => scaler.Item2);
        var lines = ImmutableArray.CreateBuilder<CostLine>();
        foreach (var resource in plan.Objects)
        {
            var count = scaled[resource.ObjectName!].FirstOrDefault() ?? InstancesOf(resource);
            var (cpu, memory) = RequestsOf(resource);
            var volumes = VolumesOf(resource);
            if (cpu + memory + volumes > 0)
                lines.Add(new CostLine(resource.StableTitle, count, cpu, memory, volumes, prices));
        }

        var holding = plan.Resources.Where(resource => resource.HoldsData && !resource.IsObject && !resource.IsComponent);
        foreach (var managed in holding.Where(resource => !AzureCosts.IsCountedElsewhere(resource)))
        {
            // Of what has no price in the table, nothing is known.
            var cost = AzureCosts.Of(managed) ?? AwsCosts.Of(managed, prices.Region);
            lines.Add(new CostLine(managed.StableTitle, 1, 0, 0, 0, prices) { Managed = cost, IsUnknown = cost is null });
        }

        if (AwsCosts.OfAlarms(plan, prices) is { } alarms)
            lines.Add(alarms);
        return lines.ToImmutable();
    }

    private static int InstancesOf(PlannedResource resource)
        => resource.Facts.Instances is { } path ? resource.Inputs.Number(path) ?? 1 : 1;

    // Of each instance: cores, and GiB.
    private static (decimal Cpu, decimal Memory) RequestsOf(PlannedResource resource)
    {
        if (resource.Facts.PodLife != PodLife.LongRunning)
            return (0, 0);
        var containers = PodTemplate.Of(resource) is { } template
            ? template.Spec.Items("containers").Concat(
                template.Spec.Items("initContainers").Where(container => container.Text("restartPolicy") == "Always"))
                .Select(container => container.At("resources"))
            : resource.Facts.ContainerResources
                .Where(fact => !fact.IsOfJobs)
                .SelectMany(fact => resource.Inputs.All(fact.Path))
                .Select(match => match.Value);
        var requests = containers.ToList();
        return (requests.Sum(one => Amount(one.Text("requests.cpu"))), requests.Sum(one => Gibibytes(one.Text("requests.memory"))));
    }

    private static decimal VolumesOf(PlannedResource resource)
        => resource.Facts.VolumeSizes.Sum(fact => resource.Inputs.All(fact.Path).Sum(size => Gibibytes($"{size.Value}")));

    private static decimal Gibibytes(string text) => Amount(text) / BytesOfGibibyte;

    private static decimal Amount(string text) => Quantity.TryParse(text)?.Amount ?? 0;
}
