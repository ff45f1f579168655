using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;

namespace Infra.Checks.Rules;

/// <summary>What would fill a cluster by mistake is stopped.</summary>
internal sealed class NamespaceIsBounded : ICheck<CheckContext>
{
    public string Id => "namespace-bounded";

    public string Sentence => "The namespace bounds the number of its pods, and containers that name no resources get requests";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var plan = context.Plan;
        var quotas = plan.OfKind(KubernetesKinds.ResourceQuota).ToList();
        var ranges = plan.OfKind(KubernetesKinds.LimitRange).SelectMany(range => range.Inputs.Items("spec.limits")).ToList();
        foreach (var ns in plan.OfKind(KubernetesKinds.Namespace))
        {
            if (!quotas.Exists(quota => quota.Inputs.At("spec.hard.pods") is not null))
                yield return new Finding(ns, "nothing bounds the number of its pods", "Declare a ResourceQuota of pods");
            if (!ranges.Exists(range => range.At("defaultRequest") is not null))
                yield return new Finding(ns, "containers that name no resources request nothing", "Declare a LimitRange of requests");
        }
    }
}
