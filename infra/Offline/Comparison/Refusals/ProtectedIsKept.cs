namespace Infra.Offline.Comparison.Refusals;

/// <summary>What is protected is not deleted, and not replaced, which is a deletion too: the engine would stop there, halfway through.</summary>
internal sealed class ProtectedIsKept : IRefusalRule
{
    public IEnumerable<ChangeFinding> Run(RefusalContext context)
        => from change in context.Comparison.Resources
           where change.Kind is ChangeKind.Deleted or ChangeKind.Replaced && change.Before!.Options.Protect
           select new ChangeFinding(
               change.Title,
               $"it is protected, and would be {(change.Kind == ChangeKind.Deleted ? "deleted" : change.Replaced)}",
               $"Take the change back; where it is meant, run pulumi state unprotect '{change.Before!.Urn}' first",
               IsRefused: true);
}
