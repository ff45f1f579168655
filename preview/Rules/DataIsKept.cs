using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Plans;

namespace StackPreview.Rules;

/// <summary>
/// What holds data is neither deleted nor replaced where data is protected, whether it is protected itself or not; elsewhere, whoever does
/// it is told, as with what is of a type without facts, which may hold some. What the engine leaves behind (RetainOnDelete) may go, and so
/// may what has been released.
/// </summary>
internal sealed class DataIsKept : IChangeRule
{
    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
        => from change in comparison.Resources
           where change.Kind is ChangeKind.Deleted or ChangeKind.Replaced
           where change.Before!.HoldsData || change.Before!.Facts.IsUnknown
           where !change.Before!.Options.Protect && !change.Before!.Options.RetainOnDelete
           select change.Before!.HoldsData ? Lost(change, comparison.Before.ProtectsData && !IsReleased(change.Before!)) : MaybeLost(change);

    private static bool IsReleased(PlannedResource resource)
        => resource.Facts.ReleasedBy is { } path && resource.Inputs.Text(path) == "true";

    private static ChangeFinding Lost(ResourceChange change, bool isRefused)
    {
        var wayRound = change.Kind == ChangeKind.Deleted
            ? "move the data, deploy it once with RetainOnDelete in its options, and then delete it"
            : "move the data into one of another name";
        return new ChangeFinding(
            change.Title,
            $"it holds data, and would be {Fate(change)}",
            isRefused ? $"Take the change back; where it is meant, {wayRound}" : "Make sure that its data may go",
            isRefused);
    }

    private static ChangeFinding MaybeLost(ResourceChange change) => new(
        change.Title,
        $"it would be {Fate(change)}, and as {change.Before!.Type} has no facts, it is not known whether it holds data",
        "Make sure that it may go",
        IsRefused: false);

    private static string Fate(ResourceChange change) => change.Kind == ChangeKind.Deleted ? "deleted" : change.Replaced;
}
