using System.Collections.Immutable;
using StackPreview.Plans;

namespace StackPreview.Comparison;

/// <summary>A resource that differs between two plans.</summary>
/// <param name="Kind">What becomes of it.</param>
/// <param name="Title">The resource as it is named to people, without the digits that change with what is declared.</param>
/// <param name="Before">It in the first plan; null where it is not there.</param>
/// <param name="After">It in the second plan; null where it is not there.</param>
/// <param name="Fields">What differs in it; nothing where it is in one plan only.</param>
public sealed record ResourceChange(
    ChangeKind Kind,
    string Title,
    PlannedResource? Before,
    PlannedResource? After,
    ImmutableArray<FieldChange> Fields)
{
    /// <summary>The resource, as the second plan has it where it is there.</summary>
    public PlannedResource Resource => (After ?? Before)!;

    /// <summary>
    /// That it is replaced, and because of which fields where it is not another one altogether: <c>replaced because of spec.selector</c>.
    /// </summary>
    public string Replaced
    {
        get
        {
            var causes = Fields.Where(cause => cause.ForcesReplacement).Select(cause => cause.Path.ToString()).ToList();
            return causes.Count > 0 ? $"replaced because of {string.Join(", ", causes)}" : "replaced";
        }
    }

    /// <summary>Whether it stays as it is, and only an order differs: of the items of a list, or in which it is deployed.</summary>
    public bool IsOrderOnly => Kind == ChangeKind.Changed && Fields.All(difference => difference.IsOfOrder);

    /// <summary>What differs and is deployed.</summary>
    public IEnumerable<FieldChange> Deployed => Fields.Where(difference => !difference.IsIgnored);
}
