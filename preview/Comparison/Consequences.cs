using StackPreview.Kinds;

namespace StackPreview.Comparison;

/// <summary>What follows from changes: which pods are replaced, and which jobs run.</summary>
internal static class Consequences
{
    private const int MostReasons = 2;

    /// <summary>The workloads that are rolled out.</summary>
    public static IEnumerable<Consequence> RolloutsOf(PlanComparison comparison)
    {
        foreach (var change in comparison.Resources.Where(change =>
                change.Kind is ChangeKind.Changed or ChangeKind.Replaced && !change.Resource.Facts.RestartsPods.IsEmpty))
        {
            var patterns = change.Resource.Facts.RestartsPods.Select(PathPattern.Parse).ToList();
            var causes = change
                .Deployed.Where(field => !IsSameAmount(field) && patterns.Exists(pattern => pattern.Touches(field.Path)))
                .ToList();
            if (change.Kind == ChangeKind.Replaced)
                yield return new Consequence(change.Title, "it is replaced");
            else if (causes.Count > 0)
                yield return new Consequence(change.Title, ReasonsOf(causes));
        }
    }

    /// <summary>The jobs that run.</summary>
    public static IEnumerable<Consequence> RunsOf(PlanComparison comparison)
        => from change in comparison.Resources
        where change.Resource.Facts.PodLife == PodLife.ToCompletion && change.Kind is ChangeKind.Created or ChangeKind.Replaced
        let causes = change
            .Deployed.Where(field =>
                field.ForcesReplacement || field.Path.Steps is not ["metadata", ..] and not [ResourceComparer.Options, ..])
            .ToList()
        let reason = causes.Count > 0 ? ReasonsOf(causes) : "it has another name"
        select new Consequence(change.Title, change.Kind == ChangeKind.Created ? "it is new" : reason);

    // Of requests and limits, what counts is the amount, however it is written.
    private static bool IsSameAmount(FieldChange field)
        => field.Kind == FieldChangeKind.Changed
        && field.Path.Steps is [.., "requests" or "limits", _]
        && QuantityAmount.TryParse($"{field.Before}") is { } amount
        && amount == QuantityAmount.TryParse($"{field.After}");

    private static string ReasonsOf(IEnumerable<FieldChange> causes)
    {
        var reasons = causes.Select(ReasonOf).Distinct().ToList();
        var text = string.Join(", ", reasons.Take(MostReasons));
        return reasons.Count > MostReasons ? $"{text}, and {reasons.Count - MostReasons} more" : text;
    }

    private static string ReasonOf(FieldChange field)
        => field.Kind == FieldChangeKind.Follows ? $"{field.After} is replaced" : $"{Short(field.Path)} {VerbOf(field.Kind)}";

    // The container and what is in it say enough.
    private static string Short(InputPath path)
    {
        var text = path.ToString();
        foreach (var prefix in new[] { "spec.template.spec.", "spec.template.", "spec." })
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
                return text[prefix.Length..];
        }

        return text;
    }

    private static string VerbOf(FieldChangeKind kind) => kind switch
    {
        FieldChangeKind.Added => "is added",
        FieldChangeKind.Removed => "is removed",
        FieldChangeKind.Reordered => "is in another order",
        _ => "changes",
    };
}
