using System.Text.Json.Nodes;
using StackPreview.Json;

namespace StackPreview.Plans;

/// <summary>Pods that a plan brings about: of its workloads, or of an operator.</summary>
/// <param name="Owner">The resource that causes them.</param>
/// <param name="Labels">Their labels.</param>
/// <param name="Ports">Their ports by name; those without one by their number.</param>
public sealed record Pods(PlannedResource Owner, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, int> Ports)
{
    /// <summary>All pods of a plan.</summary>
    public static IReadOnlyList<Pods> In(Plan plan)
        =>
        [
            .. PodTemplate.In(plan).Select(template => new Pods(template.Owner, template.Labels, PortsOf(template))),
            .. from resource in plan.Resources
               from created in resource.Creates
               where created.Kind == "Pod"
               select new Pods(resource, created.Labels, created.Ports.ToDictionary(port => port.Name, port => port.Number)),
        ];

    /// <summary>The number of a port that is asked for by its name or its number; null where there is none.</summary>
    public int? PortOf(string port)
    {
        if (Ports.TryGetValue(port, out var named))
            return named;
        return int.TryParse(port, out var number) && Ports.Values.Contains(number) ? number : null;
    }

    private static Dictionary<string, int> PortsOf(PodTemplate template)
        => template.Containers
            .SelectMany(container => container.Items("ports"))
            .Where(port => port.Number("containerPort") is not null)
            .DistinctBy(NameOf)
            .ToDictionary(NameOf, port => port.Number("containerPort")!.Value);

    private static string NameOf(JsonNode port) => port.Text("name") is { Length: > 0 } name ? name : port.Text("containerPort");
}
