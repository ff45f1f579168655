using Infra.Offline.Plans;

namespace Infra.Offline.Checks.Rules;

/// <summary>What holds data is not deleted by accident.</summary>
internal sealed class DataIsProtected : ICheck
{
    // Keys and salts of the application: what was made with them is worth nothing without them.
    private const string GeneratedSecret = "infra:secrets:ApplicationSecrets$random:";

    // Percona's operator deletes the claims where it is told to.
    private const string DeletingFinalizer = "percona.com/delete-mysql-pvc";

    private static readonly string[] DataKinds = ["Namespace", "Cluster", "ObjectStore", MySqlObjects.ClusterKind, "StatefulSet", "PersistentVolumeClaim"];

    public string Id => "data-protected";

    public string Sentence => "What holds data is protected where the environment demands it, and volumes outlive their workloads";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        foreach (var resource in context.Plan.Resources.Where(resource => context.Environment.ProtectsData && HoldsData(resource) && !resource.Options.Protect))
            yield return new Finding(resource, $"it holds data and {context.Environment.Name} protects data, but it can be deleted", "Set Protect in its options");
        foreach (var set in context.Plan.OfKind("StatefulSet").Where(set => set.Inputs.Text("spec.persistentVolumeClaimRetentionPolicy.whenDeleted") != "Retain"))
            yield return new Finding(set, "its volumes are deleted with it", "Set persistentVolumeClaimRetentionPolicy.whenDeleted to Retain");
        foreach (var cluster in MySqlObjects.Clusters(context.Plan).Where(cluster => cluster.Inputs.Items("metadata.finalizers").Any(finalizer => finalizer.ToString() == DeletingFinalizer)))
            yield return new Finding(cluster, "its volumes are deleted with it", $"Leave the finalizer {DeletingFinalizer} out");
    }

    private static bool HoldsData(PlannedResource resource) => DataKinds.Contains(resource.Kind) || resource.Urn.Contains(GeneratedSecret, StringComparison.Ordinal);
}
