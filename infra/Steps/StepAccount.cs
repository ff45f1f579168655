using System.Collections.Immutable;
using Infra.Isolation;
using Infra.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Rbac.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;

namespace Infra.Steps;

/// <summary>
/// The service account of steps of the platform. Of the API server they may ask what the rules say and nothing else, and without rules
/// they have no path to it.
/// </summary>
/// <param name="Name">Its name; the pods that run under it bear it as their label.</param>
/// <param name="CallsApiServer">Whether there are rules.</param>
/// <param name="Resources">What it is made of: steps come after it.</param>
internal sealed record StepAccount(string Name, bool CallsApiServer, ImmutableArray<Resource> Resources)
{
    private const string RbacGroup = "rbac.authorization.k8s.io";

    /// <summary>Declares an account.</summary>
    /// <param name="name">Its name, and that of its role and policy.</param>
    /// <param name="placement">Where it is put.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="rules">What it may ask the API server. Default: nothing.</param>
    public static StepAccount Declare(string name, Placement placement, Resource parent, params ImmutableArray<ApiRule> rules)
        => Declare(name, placement, parent, ImmutableSortedDictionary<string, string>.Empty, rules);

    /// <summary>Declares an account with annotations, such as the role that its pods have elsewhere.</summary>
    /// <param name="name">Its name, and that of its role and policy.</param>
    /// <param name="placement">Where it is put.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="annotations">Its annotations.</param>
    /// <param name="rules">What it may ask the API server.</param>
    public static StepAccount Declare(
        string name,
        Placement placement,
        Resource parent,
        ImmutableSortedDictionary<string, string> annotations,
        ImmutableArray<ApiRule> rules)
    {
        var account = new ServiceAccount(
            $"{name}-account",
            new ServiceAccountArgs { Metadata = placement.Annotated(name, annotations), AutomountServiceAccountToken = false },
            placement.ChildOf(parent));
        return rules.IsEmpty
            ? new StepAccount(name, CallsApiServer: false, [account])
            : new StepAccount(name, CallsApiServer: true, [account, .. Rights(name, placement, parent, rules)]);
    }

    private static IEnumerable<Resource> Rights(string name, Placement placement, Resource parent, ImmutableArray<ApiRule> rules)
    {
        var role = new Role(
            $"{name}-role",
            new RoleArgs { Metadata = placement.Metadata(name), Rules = rules.Select(rule => rule.ToArgs()).ToArray() },
            placement.ChildOf(parent));
        yield return role;
        yield return new RoleBinding(
            $"{name}-role-binding",
            new RoleBindingArgs
            {
                Metadata = placement.Metadata(name),
                RoleRef = new RoleRefArgs { ApiGroup = RbacGroup, Kind = "Role", Name = name },
                Subjects = { new SubjectArgs { Kind = "ServiceAccount", Name = name, Namespace = placement.Namespace } },
            },
            placement.ChildOf(parent, role));
        yield return new NetworkPolicy(
            $"{name}-network",
            new NetworkPolicyArgs
            {
                Metadata = placement.Metadata(name),
                Spec = new NetworkPolicySpecArgs
                {
                    PodSelector = NetworkRules.Selecting(Labels.Selecting(name)),
                    PolicyTypes = { "Ingress", "Egress" },
                    Egress = { ApiServer.Egress(placement.Cluster) },
                },
            },
            placement.ChildOf(parent));
    }
}
