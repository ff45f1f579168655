using Infra.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Isolation;

/// <summary>
/// A namespace that holds its pods to the restricted Pod Security Standard, but for exemptions that are named, and denies all traffic but
/// DNS.
/// </summary>
internal sealed class IsolatedNamespace : ComponentResource
{
    public IsolatedNamespace(string name, IsolatedNamespaceArgs args, ComponentResourceOptions? options = null)
        : base("infra:isolation:IsolatedNamespace", name, options)
    {
        var labels = Labels.Of(args.Application.Name, args.Application.Name);
        foreach (var mode in new[] { "enforce", "audit", "warn" })
        {
            labels[$"pod-security.kubernetes.io/{mode}"] =
                mode == "enforce" && args.Application.HasSecurityExemptions ? "baseline" : "restricted";
            labels[$"pod-security.kubernetes.io/{mode}-version"] = "latest";
        }

        var created = new Namespace(
            $"{name}-namespace",
            new NamespaceArgs { Metadata = new ObjectMetaArgs { Name = args.Namespace, Labels = labels } },
            new CustomResourceOptions { Parent = this, Protect = args.Protect });

        var policyOptions = new CustomResourceOptions { Parent = this, DependsOn = created };
        _ = new NetworkPolicy(
            $"{name}-default-deny",
            new NetworkPolicyArgs
            {
                Metadata = Metadata("default-deny"),
                Spec = new NetworkPolicySpecArgs { PodSelector = new LabelSelectorArgs(), PolicyTypes = { "Ingress", "Egress" } },
            },
            policyOptions);
        _ = new NetworkPolicy(
            $"{name}-allow-dns",
            new NetworkPolicyArgs
            {
                Metadata = Metadata("allow-dns"),
                Spec = new NetworkPolicySpecArgs
                {
                    PodSelector = new LabelSelectorArgs(),
                    PolicyTypes = { "Egress" },
                    Egress =
                    {
                        new NetworkPolicyEgressRuleArgs
                        {
                            To = new[] { NetworkRules.Namespace("kube-system") }
                                .Concat(args.DnsRanges.Select(NetworkRules.Addresses))
                                .ToArray(),
                            Ports =
                            {
                                new NetworkPolicyPortArgs { Protocol = "UDP", Port = 53 },
                                new NetworkPolicyPortArgs { Protocol = "TCP", Port = 53 },
                            },
                        },
                    },
                },
            },
            policyOptions);

        RegisterOutputs();

        ObjectMetaArgs Metadata(string policy) =>
            new()
            {
                Name = policy,
                Namespace = args.Namespace,
                Labels = Labels.Of(policy, args.Application.Name),
            };
    }
}
