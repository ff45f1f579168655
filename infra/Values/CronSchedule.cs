using System.Collections.Immutable;

namespace Infra.Values;

/// <summary>
/// A schedule of five fields: minute, hour, day of the month, month, day of the week (0 or 7 is Sunday), in UTC. Each field is
/// <c>*</c>, a number, a range <c>a-b</c>, a step <c>*/n</c> or <c>a-b/n</c>, or a list of these.
/// </summary>
public sealed record CronSchedule
{
    private static readonly ImmutableArray<(int Lowest, int Highest)> Ranges = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)];

    private readonly CronField _minute;
    private readonly CronField _hour;
    private readonly CronField _dayOfMonth;
    private readonly CronField _month;
    private readonly CronField _dayOfWeek;

    private CronSchedule(IReadOnlyList<CronField> fields)
        => (_minute, _hour, _dayOfMonth, _month, _dayOfWeek) = (fields[0], fields[1], fields[2], fields[3], fields[4]);

    /// <summary>The schedule as it was written.</summary>
    public string Text => $"{_minute.Text} {_hour.Text} {_dayOfMonth.Text} {_month.Text} {_dayOfWeek.Text}";

    /// <summary>The schedule with a leading field for the seconds, as CloudNativePG wants it; Sunday is 0 there, never 7.</summary>
    public string WithSeconds => $"0 {WithSundayAsZero}";

    /// <summary>The schedule as Kubernetes and Percona's operator want it: Sunday is 0, never 7.</summary>
    public string WithSundayAsZero
    {
        get
        {
            var dayOfWeek = _dayOfWeek.Numbers.Contains(7) && !_dayOfWeek.HasStar
                ? string.Join(',', _dayOfWeek.Numbers.Select(number => number % 7).Distinct().Order())
                : _dayOfWeek.Text;
            return $"{_minute.Text} {_hour.Text} {_dayOfMonth.Text} {_month.Text} {dayOfWeek}";
        }
    }

    /// <summary>The longest time between two runs; null where it does not run twice in eight years.</summary>
    public TimeSpan? LongestInterval
    {
        get
        {
            var (first, last) = (new TimeSpan(_hour.Numbers.Min, _minute.Numbers.Min, seconds: 0), new TimeSpan(_hour.Numbers.Max, _minute.Numbers.Max, seconds: 0));
            var longest = TimeSpan.Zero;
            DateTime? lastRun = null;
            // Eight years, so that the 29th of February comes twice.
            var start = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
            for (var day = start; day < start.AddYears(8); day = day.AddDays(1))
            {
                if (!IsRunDay(day))
                    continue;
                var pause = lastRun is null ? LongestPauseWithinDay(first) : day + first - lastRun.Value;
                longest = pause > longest ? pause : longest;
                lastRun = day + last;
            }

            return longest > TimeSpan.Zero ? longest : null;
        }
    }

    /// <summary>The number of runs on a day that it runs on.</summary>
    public int MostRunsADay => _hour.Numbers.Count * _minute.Numbers.Count;

    /// <summary>Reads a schedule, or gives null where the text is none.</summary>
    public static CronSchedule? TryParse(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Ranges.Length)
            return null;

        var fields = new List<CronField>();
        for (var index = 0; index < parts.Length; index++)
        {
            if (CronField.TryParse(parts[index], Ranges[index].Lowest, Ranges[index].Highest) is not { } field)
                return null;
            fields.Add(field);
        }

        return new CronSchedule(fields);
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

    // As cron has it: where both days are restricted, either is enough, and one with a star, "*/2" too, counts as not restricted.
    private bool IsRunDay(DateTime day)
    {
        if (!_month.Numbers.Contains(day.Month))
            return false;
        var onDayOfMonth = _dayOfMonth.Numbers.Contains(day.Day);
        var onDayOfWeek = _dayOfWeek.Numbers.Contains((int)day.DayOfWeek) || (day.DayOfWeek == DayOfWeek.Sunday && _dayOfWeek.Numbers.Contains(7));
        return _dayOfMonth.HasStar || _dayOfWeek.HasStar ? onDayOfMonth && onDayOfWeek : onDayOfMonth || onDayOfWeek;
    }

    private TimeSpan LongestPauseWithinDay(TimeSpan first)
    {
        var (longest, last) = (TimeSpan.Zero, first);
        foreach (var hour in _hour.Numbers)
        {
            foreach (var minute in _minute.Numbers)
            {
                var time = new TimeSpan(hour, minute, seconds: 0);
                longest = time - last > longest ? time - last : longest;
                last = time;
            }
        }

        return longest;
    }
}
