using System.Collections.Immutable;

namespace Infra.Settings.Values;

/// <summary>
/// A schedule of five fields: minute, hour, day of the month, month, day of the week (0 or 7 is Sunday), in UTC. Each field is
/// <c>*</c>, a number, a range <c>a-b</c>, a step <c>*/n</c> or <c>a-b/n</c>, or a list of these.
/// </summary>
public sealed record CronSchedule
{
    private static readonly ImmutableArray<(int Lowest, int Highest)> Ranges = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)];

    private readonly ImmutableArray<ImmutableHashSet<int>> _fields;

    private CronSchedule(string text, ImmutableArray<ImmutableHashSet<int>> fields) => (Text, _fields) = (text, fields);

    /// <summary>The schedule as it was written.</summary>
    public string Text { get; }

    /// <summary>The schedule with a leading field for the seconds, as CloudNativePG wants it.</summary>
    public string WithSeconds => $"0 {Text}";

    /// <summary>
    /// The longest time between two runs, from a year's worth of them; null where it runs less than twice a year.
    /// </summary>
    public TimeSpan? LongestInterval
    {
        get
        {
            // A year that begins on a Monday; which one does not matter.
            var start = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
            DateTime? previous = null;
            TimeSpan? longest = null;
            for (var day = start; day < start.AddDays(366); day = day.AddDays(1))
            {
                foreach (var run in RunsOn(day))
                {
                    if (previous is { } before && (longest is null || run - before > longest))
                        longest = run - before;
                    previous = run;
                }
            }

            return longest;
        }
    }

    /// <summary>Reads a schedule, or gives null where the text is none.</summary>
    public static CronSchedule? TryParse(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Ranges.Length)
            return null;

        var fields = parts.Select((part, index) => ParseField(part, Ranges[index].Lowest, Ranges[index].Highest)).ToImmutableArray();
        return fields.All(field => field is { Count: > 0 }) ? new CronSchedule(text, fields!) : null;
    }

    /// <summary>Reads a schedule that the program itself wrote.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static CronSchedule Parse(string text) => TryParse(text) ?? throw new FormatException($"'{text}' is no schedule.");

    /// <inheritdoc/>
    public bool Equals(CronSchedule? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static ImmutableHashSet<int>? ParseField(string field, int lowest, int highest)
    {
        var numbers = ImmutableHashSet.CreateBuilder<int>();
        foreach (var item in field.Split(','))
        {
            var stepped = item.Split('/');
            var step = 1;
            if (stepped.Length > 2 || (stepped.Length == 2 && !TryNumber(stepped[1], out step)) || step < 1)
                return null;

            var (from, to) = (lowest, highest);
            if (stepped[0] != "*")
            {
                var range = stepped[0].Split('-');
                if (range.Length > 2 || !TryNumber(range[0], out from) || !TryNumber(range[^1], out to))
                    return null;
            }

            if (from < lowest || to > highest || from > to)
                return null;
            for (var number = from; number <= to; number += step)
                numbers.Add(number);
        }

        return numbers.ToImmutable();
    }

    private static bool TryNumber(string text, out int number)
    {
        number = 0;
        return text.Length is 1 or 2 && text.All(char.IsAsciiDigit) && int.TryParse(text, out number);
    }

    private IEnumerable<DateTime> RunsOn(DateTime day)
    {
        if (!_fields[3].Contains(day.Month) || !IsRunDay(day))
            yield break;

        foreach (var hour in _fields[1].Order())
        {
            foreach (var minute in _fields[0].Order())
                yield return day.AddHours(hour).AddMinutes(minute);
        }
    }

    // As cron has it: where both days are restricted, either is enough.
    private bool IsRunDay(DateTime day)
    {
        var anyDayOfMonth = _fields[2].Count == 31;
        var daysOfWeek = _fields[4].Select(number => number % 7).ToHashSet();
        var onDayOfMonth = _fields[2].Contains(day.Day);
        var onDayOfWeek = daysOfWeek.Contains((int)day.DayOfWeek);
        return anyDayOfMonth || daysOfWeek.Count == 7 ? onDayOfMonth && onDayOfWeek : onDayOfMonth || onDayOfWeek;
    }
}
