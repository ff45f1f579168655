using Infra.Isolation;
using Pulumi;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Data;

/// <summary>Declares the network policies of a data service.</summary>
internal static class DataPolicies
{
    /// <summary>Declares a policy for each part that its name ends in.</summary>
    /// <param name="name">The name of the data service.</param>
    /// <param name="policies">The policies by part.</param>
    /// <param name="placement">Where they are put.</param>
    /// <param name="parent">The component they are a part of.</param>
    public static IReadOnlyList<NetworkPolicy> Declare(
        string name,
        IEnumerable<KeyValuePair<string, NetworkPolicySpecArgs>> policies,
        Placement placement,
        Resource parent)
    {
        List<NetworkPolicy> declared = [];
        foreach (var (part, spec) in policies)
        {
            declared.Add(new NetworkPolicy(
                $"{name}-{part}-network",
                new NetworkPolicyArgs { Metadata = placement.Metadata($"{name}-{part}"), Spec = spec },
                placement.ChildOf(parent)));
        }

        return declared;
    }
}
