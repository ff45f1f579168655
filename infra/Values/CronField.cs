using System.Collections.Immutable;

namespace Infra.Values;

/// <summary>One of a schedule's fields.</summary>
/// <param name="Text">The field as it was written.</param>
/// <param name="Numbers">The numbers it stands for, in order.</param>
/// <param name="HasStar">Whether it, or an item of it, begins with <c>*</c>.</param>
internal sealed record CronField(string Text, ImmutableSortedSet<int> Numbers, bool HasStar)
{
    private const string Star = "*";

    /// <summary>Reads a field, or gives null where the text is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="range">The numbers it may have.</param>
    public static CronField? TryParse(string text, NumberRange range)
    {
        var items = text.Split(',');
        var numbers = ImmutableSortedSet.CreateBuilder<int>();
        foreach (var item in items)
        {
            if (NumbersOf(item, range) is not { } found)
                return null;
            numbers.UnionWith(found);
        }

        return new CronField(text, numbers.ToImmutable(), items.Any(item => item.StartsWith(Star, StringComparison.Ordinal)));
    }

    private static IEnumerable<int>? NumbersOf(string item, NumberRange allowed)
    {
        var (range, step) = item.Split('/') switch
        {
            [var all] => (all.Split('-'), 1),
            [Star, var every] => ([Star], Number(every)),
            [var stepped, var every] when stepped.Contains('-') => (stepped.Split('-'), Number(every)),
            _ => ([], 0),
        };
        var (from, to) = range switch
        {
            [Star] => (allowed.Lowest, allowed.Highest),
            [var only] => (Number(only), Number(only)),
            [var first, var last] => (Number(first), Number(last)),
            _ => (null, null),
        };
        return from >= allowed.Lowest && from <= to && to <= allowed.Highest && step > 0
            ? Enumerable.Range(0, to.Value - from.Value + 1).Where(offset => offset % step == 0).Select(offset => from.Value + offset)
            : null;
    }

    private static int? Number(string text) => text.Length is 1 or 2 && text.All(char.IsAsciiDigit) ? int.Parse(text) : null;
}
