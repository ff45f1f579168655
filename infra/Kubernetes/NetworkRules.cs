using Infra.Values;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Kubernetes;

/// <summary>The parts that network policies are made of.</summary>
internal static class NetworkRules
{
    /// <summary>
    /// Address ranges that are not the internet: private, link-local (with the metadata services of clouds), carrier-grade NAT.
    /// </summary>
    private static readonly string[] NotTheInternet =
        [.. PrivateAddresses.Networks, PrivateAddresses.LinkLocal, PrivateAddresses.CarrierGradeNat];

    /// <summary>Pods of this namespace.</summary>
    public static NetworkPolicyPeerArgs Pods(Dictionary<string, string> labels) => new() { PodSelector = Selecting(labels) };

    /// <summary>All pods of another namespace.</summary>
    public static NetworkPolicyPeerArgs Namespace(string name) => new() { NamespaceSelector = Selecting(Labels.OfNamespace(name)) };

    /// <summary>The pods of another namespace that have labels.</summary>
    public static NetworkPolicyPeerArgs Pods(string ns, Dictionary<string, string> labels)
        => new() { NamespaceSelector = Selecting(Labels.OfNamespace(ns)), PodSelector = Selecting(labels) };

    /// <summary>An address range.</summary>
    public static NetworkPolicyPeerArgs Addresses(string range) => new() { IpBlock = new IPBlockArgs { Cidr = range } };

    /// <summary>Every address, also in the network of the cluster.</summary>
    public static NetworkPolicyPeerArgs Anywhere() => Addresses("0.0.0.0/0");

    /// <summary>Every address outside the cluster and its network.</summary>
    public static NetworkPolicyPeerArgs Internet() => new() { IpBlock = new IPBlockArgs { Cidr = "0.0.0.0/0", Except = NotTheInternet } };

    /// <summary>A rule that lets peers in on ports.</summary>
    public static NetworkPolicyIngressRuleArgs From(NetworkPolicyPeerArgs[] peers, params int[] ports)
        => new() { From = peers, Ports = Tcp(ports) };

    /// <summary>A rule that lets pods out to peers on ports.</summary>
    public static NetworkPolicyEgressRuleArgs To(NetworkPolicyPeerArgs[] peers, params int[] ports)
        => new() { To = peers, Ports = Tcp(ports) };

    /// <summary>A selector of exactly these labels.</summary>
    public static LabelSelectorArgs Selecting(Dictionary<string, string> labels) => new() { MatchLabels = labels };

    private static NetworkPolicyPortArgs[] Tcp(int[] ports)
        => [.. ports.Select(port => new NetworkPolicyPortArgs { Protocol = "TCP", Port = port })];
}
