using System.Collections.Immutable;
using Infra.Kubernetes;
using Pulumi;
using Pulumi.Aws.Iam;

namespace Infra.Aws;

/// <summary>A role of the stack that another role of AWS assumes, for what is the stack's own and nothing else.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Resources">What it is made of.</param>
internal sealed record AssumedRole(Output<string> Arn, ImmutableArray<Resource> Resources)
{
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    private const int Longest = 64;

    /// <summary>Declares one.</summary>
    /// <param name="name">What it is called after.</param>
    /// <param name="by">The ARN of the role that assumes it.</param>
    /// <param name="conditions">What must be so.</param>
    /// <param name="allowed">What it may do, by resources that are named.</param>
    /// <param name="account">The account of AWS.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public static AssumedRole Declare(
        string name,
        string by,
        ImmutableArray<PolicyCondition> conditions,
        IEnumerable<PolicyStatement> allowed,
        AwsAccount account,
        Resource parent)
    {
        var role = new Role(
            $"{name}-aws-role",
            new RoleArgs
            {
                Name = ContentHash.Bounded($"{account.NameOf(name)}-{account.Settings.Region}", Longest),
                Description = $"What {by} may do for {account.Namespace}",
                AssumeRolePolicy = PolicyStatement.TrustOf(
                    KeyValuePair.Create("AWS", by),
                    ["sts:AssumeRole", "sts:TagSession"],
                    conditions),
            },
            account.ChildOf(parent));
        var policy = new RolePolicy(
            $"{name}-aws-policy",
            new RolePolicyArgs { Name = "allowed", Role = role.Name, Policy = PolicyStatement.DocumentOf(allowed) },
            account.ChildOf(parent));
        return new AssumedRole(role.Arn, [role, policy]);
    }
}
