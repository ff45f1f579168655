using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using StackPreview.Comparison;

namespace StackPreview.Rendering;

/// <summary>How changes are said, whatever they are written on. Each text is one line, whatever the plans hold.</summary>
internal static class ChangeWording
{
    /// <summary>The heading of what several resources have alike.</summary>
    public const string SharedHeading = "In several resources";

    // So many show which they are.
    private const int MostTitles = 12;

    /// <summary>What differs, in one line; the only one where nothing does.</summary>
    public static string Summary(PlanComparison comparison)
    {
        var before = comparison.Before.Stack;
        var after = comparison.After.Stack;
        if (comparison.IsEmpty)
            return comparison.IsOfOneStack ? "No changes." : OneLine($"No differences between {before} and {after}.");
        (Func<ResourceChange, bool> Is, string Text)[] kinds = comparison.IsOfOneStack
            ?
            [
                (change => change.Kind == ChangeKind.Created, "to create"),
                (IsChanged, "to change"),
                (change => change.Kind == ChangeKind.Replaced, "to replace"),
                (change => change.Kind == ChangeKind.Deleted, "to delete"),
                (change => change.IsOrderOnly, "in order only"),
                (change => change.Kind == ChangeKind.Ignored, "declared differently but not deployed"),
            ]
            :
            [
                (
                    change => change.Kind == ChangeKind.Changed,
                    $"{(comparison.Of(ChangeKind.Changed).Count() == 1 ? "resource differs" : "resources differ")} between "
                        + $"{before} and {after}"
                ),
                (change => change.Kind == ChangeKind.Deleted, $"only in {before}"),
                (change => change.Kind == ChangeKind.Created, $"only in {after}"),
            ];
        var counts = kinds
            .Select(entry => (Count: comparison.Resources.Count(entry.Is), entry.Text))
            .Where(entry => entry.Count > 0)
            .Select(entry => $"{entry.Count} {entry.Text}")
            .DefaultIfEmpty("only outputs change")
            .Append(comparison.IsOfOneStack ? $"{comparison.Unchanged} unchanged" : $"{comparison.Unchanged} the same");
        var refused = comparison.Refused.Count();
        var consequences = comparison.IsOfOneStack ? $"; {Rollouts(comparison.Rollouts.Length)}, {Runs(comparison.Runs.Length)}" : "";
        return OneLine($"{string.Join(", ", counts)}{consequences}{(refused > 0 ? $"; {refused} refused" : "")}.");
    }

    /// <summary>What the namespace is called in what differs between two stacks; null where both are one, or called the same.</summary>
    public static string? NamespaceNote(PlanComparison comparison)
    {
        var before = comparison.Before;
        var after = comparison.After;
        return comparison.IsOfOneStack || comparison.IsEmpty || before.Namespace == after.Namespace
            ? null
            : OneLine($"{PlanNames.NamespaceWord} is {before.Namespace} in {before.Stack} and {after.Namespace} in {after.Stack}.");
    }

    /// <summary>The resources by what becomes of them, each kind under its heading; kinds without any are left out.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="shared">What several have alike: who has nothing of its own is left out.</param>
    public static IEnumerable<(string Heading, IReadOnlyList<ResourceChange> Changes)> Sections(
        PlanComparison comparison,
        SharedChanges shared)
    {
        (Func<ResourceChange, bool> Is, string Heading)[] headings = comparison.IsOfOneStack
            ?
            [
                (change => change.Kind == ChangeKind.Created, "Create"),
                (change => change.Kind == ChangeKind.Replaced, "Replace"),
                (IsChanged, "Change"),
                (change => change.Kind == ChangeKind.Deleted, "Delete"),
                (change => change.IsOrderOnly, "Order only"),
                (change => change.Kind == ChangeKind.Ignored, "Declared differently, but not deployed"),
            ]
            :
            [
                (change => change.Kind == ChangeKind.Deleted, $"Only in {comparison.Before.Stack}"),
                (change => change.Kind == ChangeKind.Created, $"Only in {comparison.After.Stack}"),
                (change => change.Kind == ChangeKind.Changed, $"Different: {comparison.Before.Stack} → {comparison.After.Stack}"),
            ];
        foreach (var (isOfSection, heading) in headings)
        {
            var changes = comparison.Resources.Where(change => isOfSection(change) && !shared.IsSaid(change)).ToList();
            if (changes.Count > 0)
                yield return (OneLine(heading), changes);
        }
    }

    /// <summary>A resource.</summary>
    public static string Title(ResourceChange change)
    {
        var title = change.Resource.Options.Protect && !change.Resource.IsComponent ? $"{change.Title} (protected)" : change.Title;
        // Where no field says so: a name that follows from what a job does is another one.
        return OneLine(
            change.Kind == ChangeKind.Replaced && !change.Fields.Any(field => field.ForcesReplacement)
                ? $"{title}, under another name"
                : title);
    }

    /// <summary>The resources that have something in common, those of a kind together: <c>ConfigMap a, b; Job c</c>.</summary>
    public static string Titles(SharedChange shared)
    {
        var kinds = shared
            .Resources.Take(MostTitles)
            .Select(change => change.Title.Split(' ', 2))
            .GroupBy(title => title[0], title => title[^1])
            .Select(kind => $"{kind.Key} {string.Join(", ", kind)}");
        var rest = shared.Resources.Length - MostTitles;
        return OneLine(string.Join("; ", rest > 0 ? kinds.Append($"and {rest} more") : kinds));
    }

    /// <summary>Where a field stands.</summary>
    public static string Path(FieldChange field) => OneLine(field.Path.ToString());

    /// <summary>How a field differs.</summary>
    public static string Difference(ResourceChange? change, FieldChange field)
    {
        var text = field.Kind switch
        {
            FieldChangeKind.Added => $"added {ChangeValues.Shown(WithoutKey(field, field.After))}".TrimEnd(),
            FieldChangeKind.Removed => $"removed {ChangeValues.Shown(WithoutKey(field, field.Before))}".TrimEnd(),
            FieldChangeKind.SecretChanged => "secret changed",
            FieldChangeKind.Reordered => "in another order",
            FieldChangeKind.Follows => $"follows {field.After}, which is replaced",
            _ => ChangeValues.Pair(field.Before, field.After),
        };
        if (field.ForcesReplacement)
            text += " (replaces it)";
        return OneLine(field.IsIgnored && change?.Kind != ChangeKind.Ignored ? $"{text} (ignored)" : text);
    }

    /// <summary>A text on one line, without characters that steer a terminal or turn the text around.</summary>
    public static string OneLine(string text)
        => text.Any(IsUnseen) ? string.Concat(text.Select(letter => IsUnseen(letter) ? $"\\u{(int)letter:x4}" : letter.ToString())) : text;

    /// <summary>Whether a character steers a terminal or turns the text around.</summary>
    public static bool IsUnseen(char letter)
        => char.GetUnicodeCategory(letter)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    private static bool IsChanged(ResourceChange change) => change.Kind == ChangeKind.Changed && !change.IsOrderOnly;

    private static string Rollouts(int count)
        => count switch
        {
            0 => "no workload rolls out",
            1 => "1 workload rolls out",
            _ => $"{count} workloads roll out",
        };

    private static string Runs(int count) => count switch { 0 => "no job runs", 1 => "1 job runs", _ => $"{count} jobs run" };

    // The key of an item stands in its path already.
    private static JsonNode? WithoutKey(FieldChange field, JsonNode? value)
    {
        if (!field.Path.IsItem || value is not JsonObject map)
            return value;
        string[] keys = [field.Path.Step, .. field.Path.Step.Split('/')];
        var rest = map.Where(entry =>
                !(
                    ListKeys.IsKey(entry.Key)
                    && entry.Value?.GetValueKind() is JsonValueKind.String or JsonValueKind.Number
                    && keys.Contains(entry.Value!.ToString())))
            .ToList();
        return rest switch
        {
            [] => null,
            [{ Key: "value" }] => rest[0].Value,
            _ => new JsonObject(rest.Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone()))),
        };
    }
}
