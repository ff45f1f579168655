using Infra.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Isolation;

/// <summary>
/// A namespace that holds its pods to the restricted Pod Security Standard, but for exemptions that are named, denies all traffic but DNS,
/// and has bounds.
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
                Metadata = Metadata("default-deny", args),
                Spec = new NetworkPolicySpecArgs { PodSelector = new LabelSelectorArgs(), PolicyTypes = { "Ingress", "Egress" } },
            },
            policyOptions);
        _ = new NetworkPolicy(
            $"{name}-allow-dns",
            new NetworkPolicyArgs
            {
                Metadata = Metadata("allow-dns", args),
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

        DeclareLimits(name, args, policyOptions);
        RegisterOutputs();
    }

    private static void DeclareLimits(string name, IsolatedNamespaceArgs args, CustomResourceOptions options)
    {
        _ = new ResourceQuota(
            $"{name}-quota",
            new ResourceQuotaArgs { Metadata = Metadata(NamespaceLimits.Name, args), Spec = NamespaceLimits.Quota(args.MostPods) },
            options);
        _ = new LimitRange(
            $"{name}-requests",
            new LimitRangeArgs { Metadata = Metadata(NamespaceLimits.Name, args), Spec = NamespaceLimits.Requests() },
            options);
    }

    private static ObjectMetaArgs Metadata(string name, IsolatedNamespaceArgs args)
        => new() { Name = name, Namespace = args.Namespace, Labels = Labels.Of(name, args.Application.Name) };
}
