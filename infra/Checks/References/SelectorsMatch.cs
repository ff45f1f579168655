using Infra.Kubernetes;
using StackPreview.Checks;
using StackPreview.Json;

namespace Infra.Checks.References;

/// <summary>Every selector selects pods that exist, and selects them by the port that is asked for.</summary>
internal sealed class SelectorsMatch : ICheck<CheckContext>
{
    public string Id => "selectors-match";

    public string Sentence => "Every selector selects pods that exist, with the ports that are asked for";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var pods = context.Pods;
        foreach (var resource in context.Plan.Objects.Where(resource => resource.Facts.Selector is not null))
        {
            var labels = resource.Facts.Selector!.LabelsIn(resource.Inputs);
            var selected = pods.With(labels);
            if (selected.Count == 0 && !MaySelectNone(labels))
                yield return new Finding(resource, "its selector selects no pod", "Correct the selector, or declare the workload");

            var scraped = resource.Inputs.Items("spec.podMetricsEndpoints").Select(endpoint => endpoint.Text("port"));
            foreach (var port in scraped.Where(port => selected.Count > 0 && !selected.Any(pod => pod.Ports.ContainsKey(port))))
            {
                yield return new Finding(
                    resource,
                    $"it scrapes port {port}, which none of its pods has",
                    "Correct the port's name, or name the container's port");
            }
        }
    }

    // cert-manager makes its pods while a certificate is being ordered, and a data service may be there before its first client.
    private static bool MaySelectNone(IReadOnlyDictionary<string, string> labels)
        => labels.ContainsKey(AcmeSolver.Label) || Labels.AreOfClients(labels);
}
