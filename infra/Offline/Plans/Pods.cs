using System.Collections.Immutable;

namespace Infra.Offline.Plans;

/// <summary>Pods that a plan brings about: of its workloads, or of an operator.</summary>
/// <param name="Owner">The resource that causes them.</param>
/// <param name="Labels">Their labels.</param>
/// <param name="Ports">Their ports by name.</param>
internal sealed record Pods(PlannedResource Owner, IReadOnlyDictionary<string, string> Labels, ImmutableDictionary<string, int> Ports)
{
    /// <summary>All pods of a plan.</summary>
    public static IReadOnlyList<Pods> In(Plan plan)
        =>
        [
            .. PodTemplate.In(plan).Select(template => new Pods(template.Owner, template.Labels, PortsOf(template))),
            .. from resource in plan.Resources
               from created in resource.Creates
               where created.Kind == "Pod"
               select new Pods(resource, created.Labels, created.Ports.ToImmutableDictionary(port => port.Name, port => port.Number)),
        ];

    private static ImmutableDictionary<string, int> PortsOf(PodTemplate template)
        => template.Containers
            .SelectMany(container => container.Items("ports"))
            .Where(port => port.Number("containerPort") is not null)
            .DistinctBy(port => port.Text("name"))
            .ToImmutableDictionary(port => port.Text("name"), port => port.Number("containerPort")!.Value);
}
