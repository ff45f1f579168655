using System.Text.Json.Nodes;
using StackPreview.Json;
using StackPreview.Kinds;

namespace StackPreview.Plans;

/// <summary>The rules of a network policy for one direction.</summary>
/// <param name="PodLabels">The labels of the pods it is for.</param>
/// <param name="Rules">The rules: what they allow adds up.</param>
public sealed record PolicyRules(IReadOnlyDictionary<string, string> PodLabels, IReadOnlyList<PolicyRules.Rule> Rules)
{
    private const string Ingress = "Ingress";

    /// <summary>The rules of the policies of a plan that are about a direction.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="direction"><c>Ingress</c> or <c>Egress</c>.</param>
    public static IReadOnlyList<PolicyRules> In(Plan plan, string direction)
    {
        var (rules, peers) = direction == Ingress ? ("spec.ingress", "from") : ("spec.egress", "to");
        return
        [
            .. from policy in plan.OfKind(KubernetesKinds.NetworkPolicy)
               where IsAbout(policy, direction)
               select new PolicyRules(
                   policy.Inputs.Texts("spec.podSelector.matchLabels"),
                   [.. policy.Inputs.Items(rules).Select(rule => new Rule([.. rule.Items(peers)], [.. rule.Items("ports")]))]),
        ];
    }

    /// <summary>Whether one of them allows connections with a peer.</summary>
    public bool Allow(NetworkPeer peer, int port, string protocol) => Rules.Any(rule => rule.IsFor(peer) && rule.IsFor(port, protocol));

    // Where a policy does not say what it is about, it is about what it has rules for, and always about what comes in.
    private static bool IsAbout(PlannedResource policy, string direction)
        => policy.Inputs.Items("spec.policyTypes").Any()
            ? policy.Inputs.Items("spec.policyTypes").Any(type => type.ToString() == direction)
            : direction == Ingress || policy.Inputs.Items("spec.egress").Any();

    /// <summary>What a rule allows.</summary>
    /// <param name="Peers">The other ends; none means everybody.</param>
    /// <param name="Ports">The ports; none means all.</param>
    public sealed record Rule(IReadOnlyList<JsonNode> Peers, IReadOnlyList<JsonNode> Ports)
    {
        /// <summary>Whether it is for a peer.</summary>
        public bool IsFor(NetworkPeer peer) => Peers.Count == 0 || Peers.Any(peer.IsMeantBy);

        /// <summary>Whether it is for a port. One that is named is not looked up: it opens nothing here.</summary>
        public bool IsFor(int port, string protocol)
            => Ports.Count == 0
            || Ports.Any(one => (one["protocol"]?.ToString() ?? "TCP") == protocol && (one["port"] is null || Covers(one, port)));

        private static bool Covers(JsonNode range, int port)
            => range.Number("port") is { } first && port >= first && port <= (range.Number("endPort") ?? first);
    }
}
