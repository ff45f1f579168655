using Pulumi;
using Pulumi.Aws.Kms;

namespace Infra.Aws;

/// <summary>The key that a managed service is encrypted with, and nothing else is.</summary>
internal static class OwnKey
{
    // As long as AWS allows, since nothing reads the data without it.
    private const int DeletionDays = 30;

    /// <summary>Declares it.</summary>
    /// <param name="service">The name of the data service.</param>
    /// <param name="description">What it encrypts.</param>
    /// <param name="isProtected">Whether the engine refuses to delete it.</param>
    /// <param name="account">The account.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public static Key Declare(string service, string description, bool isProtected, AwsAccount account, Resource parent)
    {
        var options = account.ChildOf(parent);
        options.Protect = isProtected;
        return new Key(
            $"{service}-key",
            new KeyArgs { Description = description, EnableKeyRotation = true, DeletionWindowInDays = DeletionDays },
            options);
    }
}
