using Pulumi;
using Pulumi.AzureNative.Authorization;

namespace Infra.Azure;

/// <summary>A lock of Azure itself: nobody deletes what has one before the lock is gone, by Pulumi or without it.</summary>
internal static class DeletionLock
{
    /// <summary>Declares one.</summary>
    /// <param name="service">The name of what has it.</param>
    /// <param name="scope">Its resource id.</param>
    /// <param name="account">The subscription.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="isProtected">Whether it is protected against deletion by Pulumi. Default: it is.</param>
    public static void Declare(string service, Input<string> scope, AzureAccount account, Resource parent, bool isProtected = true)
    {
        var options = account.ChildOf(parent);
        options.Protect = isProtected;
        _ = new ManagementLockByScope(
            $"{service}-lock",
            new ManagementLockByScopeArgs
            {
                LockName = account.NameOf($"{service}-lock"),
                Scope = scope,
                Level = LockLevel.CanNotDelete,
                Notes = "It holds data. Remove the lock only to delete it for good.",
            },
            options);
    }
}
