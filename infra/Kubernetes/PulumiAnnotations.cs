namespace Infra.Kubernetes;

/// <summary>
/// The annotations by which the Kubernetes provider is told how to deploy an object
/// (https://www.pulumi.com/registry/packages/kubernetes/installation-configuration/).
/// </summary>
internal static class PulumiAnnotations
{
    /// <summary>What an object is waited for: a condition, or a path in its status with a value.</summary>
    public const string WaitFor = "pulumi.com/waitFor";

    /// <summary>Not to wait for an object.</summary>
    public const string SkipAwait = "pulumi.com/skipAwait";

    /// <summary>To take fields over that another manager has set.</summary>
    public const string PatchForce = "pulumi.com/patchForce";

    /// <summary>To replace an object that did not become ready.</summary>
    public const string ReplaceUnready = "pulumi.com/replaceUnready";
}
