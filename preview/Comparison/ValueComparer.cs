using System.Text.Json.Nodes;
using StackPreview.Plans;

namespace StackPreview.Comparison;

/// <summary>Compares values field by field.</summary>
/// <param name="before">What is known about the first.</param>
/// <param name="after">What is known about the second.</param>
/// <param name="isRenewed">Whether an object of a plan that another names gets another name.</param>
internal sealed class ValueComparer(ComparedSide before, ComparedSide after, Func<PlannedResource, bool> isRenewed)
{
    private readonly List<FieldChange> _changes = [];

    /// <summary>What differs, so far, in the order in which it stands there.</summary>
    public IReadOnlyList<FieldChange> Changes => _changes;

    /// <summary>Compares two values that stand at one place; null for none.</summary>
    public void Compare(InputPath path, JsonNode? old, JsonNode? now)
    {
        switch (old, now)
        {
            case (null, null):
                break;
            case (null, _):
                Add(path, FieldChangeKind.Added, null, now);
                break;
            case (_, null):
                Add(path, FieldChangeKind.Removed, old, null);
                break;
            case (JsonObject first, JsonObject second):
                foreach (
                    var name in first.Select(entry => entry.Key).Union(second.Select(entry => entry.Key)).Order(StringComparer.Ordinal))
                {
                    Compare(path.Field(name), first[name], second[name]);
                }

                break;
            case (JsonArray first, JsonArray second):
                if (ListKeys.Of(first, before.Names, second, after.Names) is { } keys)
                    CompareByKey(path, first, keys.Before, second, keys.After);
                else
                    CompareByContent(path, first, second);
                break;
            default:
                CompareLeaves(path, old, now);
                break;
        }
    }

    private void CompareByKey(InputPath path, JsonArray old, IReadOnlyList<string> oldKeys, JsonArray now, IReadOnlyList<string> nowKeys)
    {
        var first = oldKeys.Zip(old).ToDictionary(entry => entry.First, entry => entry.Second);
        var second = nowKeys.ToHashSet();
        if (!oldKeys.Where(second.Contains).SequenceEqual(nowKeys.Where(first.ContainsKey)))
            Add(path, FieldChangeKind.Reordered, null, null);
        foreach (var (index, key) in nowKeys.Index())
            Compare(path.Item(key, index), first.GetValueOrDefault(key), now[index]);
        foreach (var (index, key) in oldKeys.Index().Where(entry => !second.Contains(entry.Item)))
            Compare(path.Item(key, index), old[index], null);
    }

    // What is the same on both sides cancels out; of the rest, the first belongs to the first, where there are as many.
    private void CompareByContent(InputPath path, JsonArray old, JsonArray now)
    {
        var oldTexts = old.Select(before.TextOf).ToList();
        var nowTexts = now.Select(after.TextOf).ToList();
        var oldRest = RestOf(oldTexts, nowTexts);
        var nowRest = RestOf(nowTexts, oldTexts);
        if (!SameOf(oldTexts, oldRest).SequenceEqual(SameOf(nowTexts, nowRest)))
            Add(path, FieldChangeKind.Reordered, null, null);
        if (oldRest.Count == nowRest.Count)
        {
            foreach (var (oldIndex, nowIndex) in oldRest.Zip(nowRest))
                Compare(PathOf(nowIndex, now[nowIndex]), old[oldIndex], now[nowIndex]);
            return;
        }

        foreach (var index in oldRest)
            Compare(PathOf(index, old[index]), old[index], null);
        foreach (var index in nowRest)
            Compare(PathOf(index, now[index]), null, now[index]);

        // Texts and numbers name themselves.
        InputPath PathOf(int index, JsonNode? item) => item is JsonValue ? path : path.Item(index.ToString(), index);
    }

    // The indexes of the texts that the others do not have as often.
    private static List<int> RestOf(List<string> texts, List<string> others)
    {
        var counts = others.CountBy(text => text).ToDictionary();
        var rest = new List<int>();
        foreach (var (index, text) in texts.Index())
        {
            if (counts.TryGetValue(text, out var count) && count > 0)
                counts[text] = count - 1;
            else
                rest.Add(index);
        }

        return rest;
    }

    private static IEnumerable<string> SameOf(List<string> texts, List<int> rest)
    {
        var left = rest.ToHashSet();
        return texts.Where((_, index) => !left.Contains(index));
    }

    private void CompareLeaves(InputPath path, JsonNode old, JsonNode now)
    {
        var isSecret = (Before: ComparedSide.IsMasked(old), After: ComparedSide.IsMasked(now));
        if (isSecret is (true, true))
        {
            if (before.FingerprintOf(old) != after.FingerprintOf(now))
                Add(path, FieldChangeKind.SecretChanged, null, null);
            return;
        }

        if (before.TextOf(old) == after.TextOf(now))
            Follow(path, old, now);
        else if (LinesOf(old) is { Count: > 1 } oldLines && LinesOf(now) is { Count: > 1 } nowLines)
            CompareByContent(path, oldLines, nowLines);
        else
            Add(path, FieldChangeKind.Changed, old, now);
    }

    private static JsonArray? LinesOf(JsonNode leaf)
        => leaf is JsonValue value && value.TryGetValue<string>(out var text) ? ListOf(text) : null;

    private static JsonArray ListOf(string text) => [.. text.Split('\n').Select(line => (JsonNode?)line)];

    // The same object, that may have another name.
    private void Follow(InputPath path, JsonNode old, JsonNode now)
    {
        if (now is JsonValue value
            && value.TryGetValue<string>(out var name)
            && old.ToString() != name
            && after.Names.Named(name) is { } named
            && isRenewed(named))
        {
            _changes.Add(new FieldChange(path, FieldChangeKind.Follows, null, named.StableTitle));
        }
    }

    private void Add(InputPath path, FieldChangeKind kind, JsonNode? old, JsonNode? now)
        => _changes.Add(new FieldChange(path, kind, before.Names.Shown(old), after.Names.Shown(now)));
}
