using System.Text.Json.Nodes;
using StackPreview.Json;
using StackPreview.Kinds;

namespace StackPreview.Plans;

/// <summary>The pods that a workload makes.</summary>
/// <param name="Owner">The workload.</param>
/// <param name="Labels">The pods' labels.</param>
/// <param name="Spec">What the pods are.</param>
public sealed record PodTemplate(PlannedResource Owner, IReadOnlyDictionary<string, string> Labels, JsonNode Spec)
{
    /// <summary>Whether the pods run until they are replaced.</summary>
    public bool IsLongRunning => Owner.Facts.PodLife == PodLife.LongRunning;

    /// <summary>The containers, those that run first included.</summary>
    public IEnumerable<JsonNode> Containers => Spec.Items("initContainers").Concat(Spec.Items("containers"));

    /// <summary>The name of the workload that they are the pods of, by its label; empty where they bear none.</summary>
    public string Workload => Labels.GetValueOrDefault(KubernetesLabels.Name, "");

    /// <summary>Every pod template of a plan.</summary>
    public static IEnumerable<PodTemplate> In(Plan plan) => plan.Objects.Select(Of).OfType<PodTemplate>();

    /// <summary>The pod template of a resource; null where it has none.</summary>
    public static PodTemplate? Of(PlannedResource resource)
        => resource.Facts.PodTemplate is { } path && resource.Inputs.At(path) is { } template && template.At("spec") is { } spec
            ? new PodTemplate(resource, template.Texts("metadata.labels"), spec)
            : null;
}
