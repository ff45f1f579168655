using System.Collections.Immutable;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;

namespace Infra.Steps;

/// <summary>What a step may do with one resource of the API server, in its own namespace.</summary>
/// <param name="Group">The API group; empty for the core.</param>
/// <param name="Resource">The resource, in the plural that its paths have, such as <c>pods</c>.</param>
/// <param name="Verbs">The verbs, such as <c>get</c> (https://kubernetes.io/docs/reference/access-authn-authz/authorization/).</param>
internal sealed record ApiRule(string Group, string Resource, params ImmutableArray<string> Verbs)
{
    /// <summary>The only objects that it holds for; of <c>create</c>, Kubernetes does not know the name. Default: all.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>It as a rule of a Role.</summary>
    public PolicyRuleArgs ToArgs()
    {
        var rule = new PolicyRuleArgs { ApiGroups = { Group }, Resources = { Resource }, Verbs = Verbs };
        if (!Names.IsEmpty)
            rule.ResourceNames = Names;
        return rule;
    }
}
