using Infra.Offline.Checks;
using Infra.Offline.Plans;

namespace Infra.Offline.Comparison.Refusals;

/// <summary>
/// What holds data is neither deleted nor replaced in an environment that protects data, whether it is protected itself or not; elsewhere,
/// whoever does it is told. What the engine leaves behind (RetainOnDelete) may go.
/// </summary>
internal sealed class DataIsKept : IRefusalRule
{
    private static readonly string[] DataKinds = ["Namespace", "Cluster", "ObjectStore", MySqlObjects.ClusterKind, "PersistentVolumeClaim"];

    public IEnumerable<ChangeFinding> Run(RefusalContext context)
    {
        var isRefused = context.Comparison.Before.ProtectsData;
        return from change in context.Comparison.Resources
               where change.Kind is ChangeKind.Deleted or ChangeKind.Replaced && HoldsData(change.Before!)
               where !change.Before!.Options.Protect && !change.Before.Options.RetainOnDelete
               let wayRound = change.Kind == ChangeKind.Deleted
                   ? "move the data, deploy it once with RetainOnDelete in its options, and then delete it"
                   : "move the data into one of another name"
               select new ChangeFinding(
                   change.Title,
                   $"it holds data, and would be {(change.Kind == ChangeKind.Deleted ? "deleted" : change.Replaced)}",
                   isRefused ? $"Take the change back; where it is meant, {wayRound}" : "Make sure that its data may go",
                   isRefused);
    }

    private static bool HoldsData(PlannedResource resource)
        => DataKinds.Contains(resource.Kind) || (resource.Kind == "StatefulSet" && resource.Inputs.Items("spec.volumeClaimTemplates").Any());
}
