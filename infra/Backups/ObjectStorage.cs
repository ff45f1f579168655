using System.Collections.Immutable;
using Infra.Aws;
using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Settings;
using Infra.Steps;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Backups;

/// <summary>Where backups go, and how pods open it: with keys that people supply, or with a role of their own.</summary>
/// <param name="Settings">Where it is.</param>
/// <param name="Bucket">The bucket that the stack makes; null for one that is supplied with its keys.</param>
internal sealed record ObjectStorage(ObjectStorageSettings Settings, S3Bucket? Bucket)
{
    /// <summary>Whether pods open it with a role, and there are no keys.</summary>
    public bool IsOpenedByRole => Bucket is not null;

    /// <summary>Declares what is the stack's own of it; null where nothing is backed up.</summary>
    /// <param name="settings">The settings of the stack.</param>
    /// <param name="aws">The account of managed services; null where the stack has none.</param>
    public static ObjectStorage? Declare(StackSettings settings, AwsAccount? aws)
    {
        if (settings.ObjectStorage is not { } storage)
            return null;
        var bucket = storage.Own is { } own
            ? new S3Bucket("backup-bucket", storage.Bucket, own, aws!, settings.Environment.ProtectsData)
            : null;
        return new ObjectStorage(storage, bucket);
    }

    /// <summary>Declares the account of steps that open it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="placement">Where it is put.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="rules">What it may ask the API server. Default: nothing.</param>
    public StepAccount DeclareAccount(string name, Placement placement, Resource parent, params ImmutableArray<ApiRule> rules)
        => StepAccount.Declare(name, placement, parent, AnnotationsOf(name), rules);

    /// <summary>The annotations of a service account whose pods open it.</summary>
    /// <param name="serviceAccount">The service account.</param>
    public ImmutableSortedDictionary<string, string> AnnotationsOf(string serviceAccount)
        => Bucket?.AnnotationsOf(serviceAccount) ?? ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gives the pods of a service account their role; where there are keys, nothing.</summary>
    /// <param name="serviceAccount">The service account.</param>
    /// <param name="use">What they do with it.</param>
    /// <param name="path">The path in the bucket below which they write.</param>
    /// <param name="parent">The component that asks for it.</param>
    /// <returns>What the pods start after.</returns>
    public ImmutableArray<Resource> Let(string serviceAccount, BucketUse use, string path, Resource parent)
        => Bucket?.Let(serviceAccount, use, path, parent) ?? [];

    /// <summary>The paths that pods need to it, and to what gives them their role.</summary>
    /// <param name="storages">The object storages.</param>
    public static IEnumerable<NetworkPolicyEgressRuleArgs> Egress(params IReadOnlyCollection<ObjectStorage> storages)
    {
        // Whatever AWS is asked for a role by a token, it is asked on the port of the bucket, too.
        yield return NetworkRules.To(
            [NetworkRules.Anywhere()],
            [.. storages.Select(storage => storage.Settings.Port).Distinct()]);
        if (storages.Any(storage => storage.Bucket is { IsOpenedByAgent: true }))
            yield return NetworkRules.To([NetworkRules.Addresses(PodIdentity.AgentRange)], PodIdentity.AgentPort);
    }
}
