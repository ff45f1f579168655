using Infra.Settings;
using Pulumi.Kubernetes;

namespace Infra.Kubernetes;

/// <summary>The one provider that everything in the cluster is deployed with.</summary>
internal static class ClusterProvider
{
    /// <summary>
    /// Declares the provider. Nothing of it comes from the environment of whoever runs the program: the same stack file is the same plan.
    /// </summary>
    public static Provider Declare(ClusterSettings cluster)
    {
        var args = new ProviderArgs
        {
            KubeConfig = null,
            Context = null,
            DeleteUnreachable = null,
            EnableConfigMapMutable = true,
            EnableSecretMutable = true,
            // What a hand has changed in the cluster is changed back, whoever owns the field now.
            EnablePatchForce = true,
            EnableServerSideApply = true,
            SkipUpdateUnreachable = null,
            SuppressDeprecationWarnings = null,
            SuppressHelmHookWarnings = null,
            UpsertExistingObjects = null,
        };
        if (cluster.Context is not null)
            args.Context = cluster.Context;
        return new Provider("cluster", args);
    }
}
