using Infra.Kubernetes;
using Infra.Offline.Plans;

namespace Infra.Offline.Checks.References;

/// <summary>Every selector selects pods that exist, and selects them by the port that is asked for.</summary>
internal sealed class SelectorsMatch : ICheck
{
    private static readonly Dictionary<string, string> SelectorPaths = new()
    {
        ["Deployment"] = "spec.selector",
        ["StatefulSet"] = "spec.selector",
        ["PodDisruptionBudget"] = "spec.selector",
        ["NetworkPolicy"] = "spec.podSelector",
        ["PodMonitor"] = "spec.selector",
    };

    public string Id => "selectors-match";

    public string Sentence => "Every selector selects pods that exist, with the ports that are asked for";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var pods = context.Pods;
        foreach (var resource in context.Plan.Objects.Where(resource => SelectorPaths.ContainsKey(resource.Kind)))
        {
            var selector = resource.Inputs.At(SelectorPaths[resource.Kind]);
            var selected = pods.SelectedBy(selector);
            if (selected.Count == 0 && !MaySelectNone(selector.Texts("matchLabels")))
                yield return new Finding(resource, "its selector selects no pod", "Correct the selector, or declare the workload");

            var scraped = resource.Inputs.Items("spec.podMetricsEndpoints").Select(endpoint => endpoint.Text("port"));
            foreach (var port in scraped.Where(port => selected.Count > 0 && !selected.Any(pod => pod.Ports.ContainsKey(port))))
                yield return new Finding(resource, $"it scrapes port {port}, which none of its pods has", "Correct the port's name, or name the container's port");
        }

        foreach (var service in context.Plan.OfKind("Service").Where(service => pods.With(service.Inputs.Texts("spec.selector")).Count == 0))
            yield return new Finding(service, "its selector selects no pod", "Correct the selector, or declare the workload");
    }

    // cert-manager makes its pods while a certificate is being ordered, and a data service may be there before its first client.
    private static bool MaySelectNone(Dictionary<string, string> labels) => labels.ContainsKey(AcmeSolver.Label) || Labels.AreOfClients(labels);
}
