using System.Text.Json.Nodes;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Checks.Rules;

/// <summary>All traffic is denied that no policy allows, and no policy allows everything.</summary>
internal sealed class TrafficIsDenied : ICheck<CheckContext>
{
    private static readonly string[] Everywhere = ["0.0.0.0/0", "::/0"];

    public string Id => "traffic-denied";

    public string Sentence
        => "All traffic is denied but DNS and what policies allow, workloads come after their policies, and no policy allows everything";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var plan = context.Plan;
        var policies = plan.OfKind(KubernetesKinds.NetworkPolicy).ToList();
        var denyAll = policies.Find(policy => IsForAllPods(policy) && Denies(policy, "ingress") && Denies(policy, "egress"));
        var dns = policies.Find(policy => IsForAllPods(policy) && policy.Inputs.Items("spec.egress").Any(IsForNames));
        foreach (var ns in plan.OfKind(KubernetesKinds.Namespace))
        {
            if (denyAll is null)
            {
                yield return new Finding(
                    ns,
                    "what no policy names is allowed",
                    "Declare a NetworkPolicy that selects all pods and allows nothing");
            }

            if (dns is null)
                yield return new Finding(ns, "its pods cannot resolve names", "Declare a NetworkPolicy that lets all pods out on port 53");
        }

        foreach (var policy in policies)
        {
            if (policy.Inputs.Items("spec.ingress").Any(rule => AreEverybody(rule, "from"))
                || policy.Inputs.Items("spec.egress").Any(rule => !rule.Items("to").Any() && !IsForApiServer(rule)))
            {
                yield return new Finding(policy, "a rule of it allows everybody", "Name the peers");
            }

            if (policy.Inputs.Items("spec.ingress").Concat(policy.Inputs.Items("spec.egress")).Any(rule => !rule.Items("ports").Any()))
                yield return new Finding(policy, "a rule of it allows every port", "Name the ports");
        }

        if (denyAll is null)
            yield break;

        var component = plan.Resources.FirstOrDefault(resource => resource.Urn == denyAll.Parent);
        foreach (
            var workload in context.Templates.Select(template => template.Owner).Where(owner => !ComesAfter(owner, denyAll, component)))
        {
            yield return new Finding(
                workload,
                $"its pods may start before NetworkPolicy {denyAll.ObjectName}",
                "Make it depend on the namespace's component");
        }

        // Where no address of the API server is known, its ports stand for it.
        bool IsForApiServer(JsonNode rule)
        {
            var cluster = context.Settings.Cluster;
            return cluster.ApiServerRanges.IsEmpty
                && rule.Items("ports").All(port => port.Number("port") is { } number && cluster.ApiServerPorts.Contains(number));
        }
    }

    private static bool IsForAllPods(PlannedResource policy)
        => policy.Inputs.At("spec.podSelector") is { } selector && !selector.Entries("matchLabels").Any();

    private static bool IsForNames(JsonNode rule)
        => rule.Items("ports").Any(port => port.Text("port") == "53" && port.Text("protocol") == "UDP");

    private static bool Denies(PlannedResource policy, string direction)
        => policy.Inputs
            .Items("spec.policyTypes")
            .Any(type => string.Equals(type.ToString(), direction, StringComparison.OrdinalIgnoreCase))
        && !policy.Inputs.Items($"spec.{direction}").Any();

    private static bool AreEverybody(JsonNode rule, string peers)
        => !rule.Items(peers).Any()
        || rule.Items(peers)
            .Any(peer => Everywhere.Contains(peer.Text("ipBlock.cidr")) || peer.At("namespaceSelector") is JsonObject { Count: 0 });

    // It depends on the policy, or on the component that the policy is a part of.
    private static bool ComesAfter(PlannedResource workload, PlannedResource policy, PlannedResource? component)
        => workload.Dependencies.Contains(policy.Urn) || (component is not null && workload.Dependencies.Contains(component.Urn));
}
