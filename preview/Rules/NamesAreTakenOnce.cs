using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Plans;

namespace StackPreview.Rules;

/// <summary>
/// An object that is created and deleted under one name is one object in the cluster: what moved in the program needs an alias. Without
/// one, the engine finds the name taken, or deletes what it has just made.
/// </summary>
internal sealed class NamesAreTakenOnce : IChangeRule
{
    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
    {
        var deleted = comparison
            .Of(ChangeKind.Deleted)
            .Where(change => change.Resource.IsObject)
            .Select(change => IdentityOf(change.Resource))
            .ToHashSet();
        return from change in comparison.Of(ChangeKind.Created)
               where change.Resource.IsObject && deleted.Contains(IdentityOf(change.Resource))
               select new ChangeFinding(
                   change.Title,
                   "it is created and deleted, as it stands elsewhere in the program now, but in the cluster both are one object",
                   "Give it an alias with what it was called before",
                   IsRefused: false);
    }

    private static (string Kind, string Namespace, string Name) IdentityOf(PlannedResource resource)
        => (resource.Kind, resource.Inputs.Text("metadata.namespace"), resource.ObjectName!);
}
