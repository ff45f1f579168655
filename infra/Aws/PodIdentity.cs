using System.Collections.Immutable;
using Infra.Kubernetes;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Eks;
using Pulumi.Aws.Iam;

namespace Infra.Aws;

/// <summary>
/// A role of AWS that the pods of one service account of the stack have, and nobody else: no key of it is kept anywhere. EKS Pod Identity
/// gives it by an association; with IRSA the cluster's tokens are trusted, and the service account names the role.
/// </summary>
/// <param name="RoleArn">The role.</param>
/// <param name="Resources">What it is made of: pods start after it.</param>
internal sealed record PodIdentity(Output<string> RoleArn, ImmutableArray<Resource> Resources)
{
    /// <summary>The address of the agent on each node that pods get their credentials from.</summary>
    /// <remarks>https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html</remarks>
    public const string AgentRange = "169.254.170.23/32";

    /// <summary>The port of the agent.</summary>
    public const int AgentPort = 80;

    /// <summary>The port of the token service, which pods with IRSA ask.</summary>
    public const int TokenServicePort = 443;

    // https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
    private const string RoleAnnotation = "eks.amazonaws.com/role-arn";

    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    private const int LongestRole = 64;

    private const string Service = "pods.eks.amazonaws.com";
    private const string Audience = "sts.amazonaws.com";

    /// <summary>
    /// The annotations of a service account whose pods have a role: none with Pod Identity, which knows the account by its name.
    /// </summary>
    /// <param name="serviceAccount">The service account.</param>
    /// <param name="account">The account of AWS.</param>
    public static ImmutableSortedDictionary<string, string> AnnotationsOf(string serviceAccount, AwsAccount account)
        => account.Settings.Identity == AwsIdentity.Irsa
            ? ImmutableSortedDictionary<string, string>.Empty.Add(
                RoleAnnotation,
                $"arn:aws:iam::{account.Settings.AccountId}:role/{RoleOf(serviceAccount, account)}")
            : ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Declares one.</summary>
    /// <param name="serviceAccount">The service account, in the namespace of the stack.</param>
    /// <param name="allowed">What its pods may do, by resources that are named.</param>
    /// <param name="account">The account of AWS.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public static PodIdentity Declare(
        string serviceAccount,
        IEnumerable<PolicyStatement> allowed,
        AwsAccount account,
        Resource parent)
    {
        var settings = account.Settings;
        var role = new Role(
            $"{serviceAccount}-aws-role",
            new RoleArgs
            {
                Name = RoleOf(serviceAccount, account),
                Description = $"Pods of the service account {serviceAccount} in {account.Namespace}",
                AssumeRolePolicy = settings.Identity == AwsIdentity.Irsa
                    ? TrustOfTokens(serviceAccount, account)
                    : TrustOfAgent(serviceAccount, account),
            },
            account.ChildOf(parent));
        var policy = new RolePolicy(
            $"{serviceAccount}-aws-policy",
            new RolePolicyArgs { Name = "allowed", Role = role.Name, Policy = PolicyStatement.DocumentOf(allowed) },
            account.ChildOf(parent));
        if (settings.Identity == AwsIdentity.Irsa)
            return new PodIdentity(role.Arn, [role, policy]);
        var association = new PodIdentityAssociation(
            $"{serviceAccount}-aws-identity",
            new PodIdentityAssociationArgs
            {
                ClusterName = settings.ClusterName!,
                Namespace = account.Namespace,
                ServiceAccount = serviceAccount,
                RoleArn = role.Arn,
            },
            account.ChildOf(parent, policy));
        return new PodIdentity(role.Arn, [role, policy, association]);
    }

    // Roles are the account's, whatever the region: a stack of the same namespace may be in another one.
    private static string RoleOf(string serviceAccount, AwsAccount account)
        => ContentHash.Bounded($"{account.NameOf(serviceAccount)}-{account.Settings.Region}", LongestRole);

    // The agent says whose pod it is by tags of the session (https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html): no other
    // association makes use of the role.
    private static string TrustOfAgent(string serviceAccount, AwsAccount account) => PolicyStatement.TrustOf(
        KeyValuePair.Create("Service", Service),
        ["sts:AssumeRole", "sts:TagSession"],
        new PolicyCondition("StringEquals", "aws:SourceAccount", account.Settings.AccountId),
        new PolicyCondition("StringEquals", "aws:RequestTag/kubernetes-namespace", account.Namespace),
        new PolicyCondition("StringEquals", "aws:RequestTag/kubernetes-service-account", serviceAccount));

    private static string TrustOfTokens(string serviceAccount, AwsAccount account)
    {
        var provider = account.Settings.OidcProvider!;
        var issuer = provider[(provider.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return PolicyStatement.TrustOf(
            KeyValuePair.Create("Federated", provider),
            ["sts:AssumeRoleWithWebIdentity"],
            new PolicyCondition("StringEquals", $"{issuer}:aud", Audience),
            new PolicyCondition("StringEquals", $"{issuer}:sub", $"system:serviceaccount:{account.Namespace}:{serviceAccount}"));
    }
}
