namespace Infra.Settings;

/// <summary>How pods get a role of AWS.</summary>
public enum AwsIdentity
{
    /// <summary>By the agent of EKS Pod Identity on each node.</summary>
    PodIdentity,

    /// <summary>By a token of the cluster that AWS trusts: IAM roles for service accounts.</summary>
    Irsa,
}
