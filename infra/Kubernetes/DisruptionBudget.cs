using Pulumi.Kubernetes.Types.Inputs.Policy.V1;

namespace Infra.Kubernetes;

/// <summary>Budgets for voluntary disruptions, such as the draining of a node.</summary>
internal static class DisruptionBudget
{
    /// <summary>
    /// One pod of a workload at a time. A pod that is broken anyway does not count, so that it cannot keep its node from being drained.
    /// </summary>
    public static PodDisruptionBudgetSpecArgs OneAtATime(string name) => OneAtATime(Labels.Selecting(name));

    /// <summary>The same of the pods that bear labels.</summary>
    public static PodDisruptionBudgetSpecArgs OneAtATime(Dictionary<string, string> labels) => new()
    {
        MaxUnavailable = 1,
        UnhealthyPodEvictionPolicy = "AlwaysAllow",
        Selector = NetworkRules.Selecting(labels),
    };
}
