using Infra.Offline.Plans;

namespace Infra.Offline.Checks.Rules;

/// <summary>All traffic is denied that no policy allows, and no policy allows everything.</summary>
internal sealed class TrafficIsDenied : ICheck
{
    public string Id => "traffic-denied";

    public string Sentence => "All traffic is denied but DNS and what policies allow, workloads come after their policies, and no policy allows everything";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var plan = context.Plan;
        var policies = plan.OfKind("NetworkPolicy").ToList();
        var denyAll = policies.Find(policy => IsForAllPods(policy) && Denies(policy, "ingress") && Denies(policy, "egress"));
        var dns = policies.Find(policy => IsForAllPods(policy) && policy.Inputs.Items("spec.egress").Any(rule => rule.Items("ports").Any(port => port.Text("port") == "53" && port.Text("protocol") == "UDP")));
        foreach (var ns in plan.OfKind("Namespace"))
        {
            if (denyAll is null)
                yield return new Finding(ns, "what no policy names is allowed", "Declare a NetworkPolicy that selects all pods and allows nothing");
            if (dns is null)
                yield return new Finding(ns, "its pods cannot resolve names", "Declare a NetworkPolicy that lets all pods out on port 53");
        }

        foreach (var policy in policies.Where(policy => policy.Inputs.Items("spec.ingress").Any(rule => !rule.Items("from").Any()) || policy.Inputs.Items("spec.egress").Any(rule => !rule.Items("to").Any())))
            yield return new Finding(policy, "a rule of it allows everybody", "Name the peers");

        foreach (var workload in PodTemplate.In(plan).Select(template => template.Owner).Where(owner => denyAll is not null && !ComesAfter(plan, owner, denyAll)))
            yield return new Finding(workload, $"its pods may start before NetworkPolicy {denyAll!.ObjectName}", "Make it depend on the namespace's component");
    }

    private static bool IsForAllPods(PlannedResource policy) => policy.Inputs.At("spec.podSelector") is { } selector && !selector.Entries("matchLabels").Any();

    private static bool Denies(PlannedResource policy, string direction)
        => policy.Inputs.Items("spec.policyTypes").Any(type => string.Equals(type.ToString(), direction, StringComparison.OrdinalIgnoreCase)) && !policy.Inputs.Items($"spec.{direction}").Any();

    // It depends on the policy, or on the component that the policy is a part of.
    private static bool ComesAfter(Plan plan, PlannedResource workload, PlannedResource policy)
        => workload.Dependencies.Contains(policy.Urn) || (policy.Parent is { } component && workload.Dependencies.Contains(component) && plan.Resources.Any(resource => resource.Urn == component));
}
