using System.Text.Json.Nodes;

namespace Infra.Offline.Plans;

/// <summary>
/// What the network policies of a plan allow (https://kubernetes.io/docs/concepts/services-networking/network-policies/): a pod that no
/// policy selects for a direction may do everything in it, else what one of them allows.
/// </summary>
internal sealed class NetworkModel(Plan plan)
{
    private readonly IReadOnlyList<PlannedResource> _policies = [.. plan.OfKind("NetworkPolicy")];

    /// <summary>Whether a peer may connect to a port of a pod.</summary>
    public bool AllowsIn(IReadOnlyDictionary<string, string> pod, NetworkPeer from, int port, string protocol = "TCP")
        => Allows(pod, "Ingress", "spec.ingress", "from", from, port, protocol);

    /// <summary>Whether a pod may connect to a port of a peer.</summary>
    public bool AllowsOut(IReadOnlyDictionary<string, string> pod, NetworkPeer to, int port, string protocol = "TCP")
        => Allows(pod, "Egress", "spec.egress", "to", to, port, protocol);

    /// <summary>Whether one pod may connect to a port of another.</summary>
    public bool AllowsBetween(IReadOnlyDictionary<string, string> from, IReadOnlyDictionary<string, string> to, int port)
        => AllowsOut(from, new NetworkPeer.Pod(to), port) && AllowsIn(to, new NetworkPeer.Pod(from), port);

    private static bool IsPort(JsonNode rule, int port, string protocol)
    {
        var ports = rule.Items("ports").ToList();
        return ports.Count == 0 || ports.Exists(one => one.Number("port") == port && one.Text("protocol") == protocol);
    }

    private bool Allows(IReadOnlyDictionary<string, string> pod, string type, string rules, string peers, NetworkPeer peer, int port, string protocol)
    {
        var selecting = _policies
            .Where(policy => policy.Inputs.Items("spec.policyTypes").Any(one => one.ToString() == type) && LabelSelector.Selects(policy.Inputs.At("spec.podSelector"), pod))
            .ToList();
        return selecting.Count == 0 || selecting.Exists(policy => policy.Inputs.Items(rules).Any(rule =>
            IsPort(rule, port, protocol) && (!rule.Items(peers).Any() || rule.Items(peers).Any(peer.IsMeantBy))));
    }
}
