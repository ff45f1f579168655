namespace StackPreview.Plans;

/// <summary>
/// What the network policies of a plan allow (https://kubernetes.io/docs/concepts/services-networking/network-policies/): a pod that no
/// policy selects for a direction may do everything in it, else what one of them allows.
/// </summary>
public sealed class NetworkModel(Plan plan)
{
    private readonly PolicyIndex _ingress = new(PolicyRules.In(plan, "Ingress"));
    private readonly PolicyIndex _egress = new(PolicyRules.In(plan, "Egress"));

    /// <summary>Whether a peer may connect to a port of a pod.</summary>
    public bool AllowsIn(IReadOnlyDictionary<string, string> pod, NetworkPeer from, int port, string protocol = "TCP")
        => Allows(_ingress, pod, from, port, protocol);

    /// <summary>Whether a pod may connect to a port of a peer.</summary>
    public bool AllowsOut(IReadOnlyDictionary<string, string> pod, NetworkPeer to, int port, string protocol = "TCP")
        => Allows(_egress, pod, to, port, protocol);

    /// <summary>Whether one pod may connect to a port of another.</summary>
    public bool AllowsBetween(IReadOnlyDictionary<string, string> from, IReadOnlyDictionary<string, string> to, int port)
        => AllowsOut(from, new NetworkPeer.Pod(to), port) && AllowsIn(to, new NetworkPeer.Pod(from), port);

    /// <summary>Whether a pod may not connect to what no policy names.</summary>
    public bool IsDeniedOut(IReadOnlyDictionary<string, string> pod) => _egress.Selecting(pod).Any();

    /// <summary>The rules that say what a pod may connect to; what they allow adds up.</summary>
    public IEnumerable<PolicyRules.Rule> RulesOut(IReadOnlyDictionary<string, string> pod)
        => _egress.Selecting(pod).SelectMany(policy => policy.Rules);

    private static bool Allows(PolicyIndex policies, IReadOnlyDictionary<string, string> pod, NetworkPeer peer, int port, string protocol)
    {
        var selecting = policies.Selecting(pod).ToList();
        return selecting.Count == 0 || selecting.Exists(policy => policy.Allow(peer, port, protocol));
    }

    /// <summary>Policies, found by the pods that they select: each stands under one of its labels.</summary>
    private sealed class PolicyIndex(IReadOnlyList<PolicyRules> policies)
    {
        private readonly List<PolicyRules> _forAllPods = [.. policies.Where(policy => policy.PodLabels.Count == 0)];

        private readonly ILookup<Label, PolicyRules> _byLabel = policies
            .Where(policy => policy.PodLabels.Count > 0)
            .ToLookup(policy => Label.Of(policy.PodLabels.First()));

        public IEnumerable<PolicyRules> Selecting(IReadOnlyDictionary<string, string> pod)
            => _forAllPods.Concat(
                pod.SelectMany(label => _byLabel[Label.Of(label)]).Where(policy => LabelSelector.Matches(policy.PodLabels, pod)));
    }
}
