using StackPreview.Comparison;

namespace StackPreview.Rules;

/// <summary>
/// What is protected is not deleted, and not replaced, which is a deletion too: the engine would stop there, halfway through.
/// </summary>
internal sealed class ProtectedIsKept : IChangeRule
{
    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
        => from change in comparison.Resources
           where change.Kind is ChangeKind.Deleted or ChangeKind.Replaced && change.Before!.Options.Protect
           select new ChangeFinding(
               change.Title,
               $"it is protected, and would be {(change.Kind == ChangeKind.Deleted ? "deleted" : change.Replaced)}",
               $"Take the change back; where it is meant, run pulumi state unprotect '{change.Before!.Urn}' first",
               IsRefused: true);
}
