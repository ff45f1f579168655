using Infra.Offline.Checks;
using Infra.Offline.Plans;

namespace Infra.Offline.Comparison.Refusals;

/// <summary>
/// What holds data is not deleted, in any environment and whether it is protected or not. It is not replaced in an environment that protects
/// data; elsewhere, whoever replaces it is told. What the engine leaves behind (RetainOnDelete) may go.
/// </summary>
internal sealed class DataIsKept : IRefusalRule
{
    private static readonly string[] DataKinds = ["Namespace", "Cluster", "ObjectStore", MySqlObjects.ClusterKind, "PersistentVolumeClaim"];

    public IEnumerable<ChangeFinding> Run(RefusalContext context)
        => from change in context.Comparison.Resources
           where change.Kind is ChangeKind.Deleted or ChangeKind.Replaced && HoldsData(change.Before!)
           where !change.Before!.Options.Protect && !change.Before.Options.RetainOnDelete
           select change.Kind == ChangeKind.Deleted ? Deletion(change) : Replacement(change, context.Comparison.Before.ProtectsData);

    private static ChangeFinding Deletion(ResourceChange change)
        => new(change.Title, "it holds data, and would be deleted", "Take the change back; where it is meant, move the data, deploy it once with RetainOnDelete in its options, and then delete it", IsRefused: true);

    private static ChangeFinding Replacement(ResourceChange change, bool isRefused)
        => new(
            change.Title,
            $"it holds data, and would be {change.Replaced}",
            isRefused ? "Take the change back; where it is meant, move the data into one of another name" : "Make sure that its data may go",
            isRefused);

    private static bool HoldsData(PlannedResource resource)
        => DataKinds.Contains(resource.Kind) || (resource.Kind == "StatefulSet" && resource.Inputs.Items("spec.volumeClaimTemplates").Any());
}
