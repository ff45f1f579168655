using System.Text.Json.Nodes;

namespace Infra.Offline.Plans;

/// <summary>The pods that a workload makes.</summary>
/// <param name="Owner">The workload.</param>
/// <param name="Labels">The pods' labels.</param>
/// <param name="Spec">What the pods are.</param>
internal sealed record PodTemplate(PlannedResource Owner, Dictionary<string, string> Labels, JsonNode Spec)
{
    private static readonly Dictionary<string, string> TemplatePaths = new()
    {
        ["Deployment"] = "spec.template",
        ["StatefulSet"] = "spec.template",
        ["Job"] = "spec.template",
        ["CronJob"] = "spec.jobTemplate.spec.template",
    };

    /// <summary>Whether the pods run until they are replaced.</summary>
    public bool IsLongRunning => Owner.Kind is "Deployment" or "StatefulSet";

    /// <summary>The containers, those that run first included.</summary>
    public IEnumerable<JsonNode> Containers => Spec.Items("initContainers").Concat(Spec.Items("containers"));

    /// <summary>The name of the workload of the application that they are the pods of; empty where they bear none.</summary>
    public string Workload => Labels.GetValueOrDefault(Kubernetes.Labels.Name, "");

    /// <summary>Every pod template of a plan.</summary>
    public static IEnumerable<PodTemplate> In(Plan plan) => plan.Objects.Select(Of).OfType<PodTemplate>();

    /// <summary>The pod template of a resource; null where it has none.</summary>
    public static PodTemplate? Of(PlannedResource resource)
        => TemplatePaths.TryGetValue(resource.Kind, out var path) && resource.Inputs.At(path) is { } template && template["spec"] is { } spec
            ? new PodTemplate(resource, template.Texts("metadata.labels"), spec)
            : null;
}
