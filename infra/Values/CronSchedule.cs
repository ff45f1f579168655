using System.Collections.Immutable;

namespace Infra.Values;

/// <summary>
/// A schedule of five fields: minute, hour, day of the month, month, day of the week (0 or 7 is Sunday), in UTC. Each field is
/// <c>*</c>, a number, a range <c>a-b</c>, a step <c>*/n</c> or <c>a-b/n</c>, or a list of these. Text converts to it; text that is none
/// keeps, so that whoever holds it to the rules can quote it.
/// </summary>
public sealed record CronSchedule
{
    /// <summary>What is allowed, as the middle part of a fault's sentence.</summary>
    public const string Rule = "it takes a schedule of five fields: minute, hour, day of the month, month, day of the week";

    /// <summary>One that is accepted.</summary>
    public const string Example = "0 2 * * *";

    private static readonly ImmutableArray<NumberRange> Ranges = [new(0, 59), new(0, 23), new(1, 31), new(1, 12), new(0, 7)];

    // Empty where the text is no schedule.
    private readonly ImmutableArray<CronField> _fields;

    private CronSchedule(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var fields = parts.Zip(Ranges, CronField.TryParse).OfType<CronField>().ToImmutableArray();
        IsValid = parts.Length == Ranges.Length && fields.Length == Ranges.Length;
        _fields = IsValid ? fields : [];
        Text = IsValid ? string.Join(' ', fields.Select(field => field.Text)) : text;
    }

    /// <summary>The schedule as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether the text is a schedule.</summary>
    public bool IsValid { get; }

    /// <summary>The schedule with a leading field for the seconds, as CloudNativePG wants it; Sunday is 0 there, never 7.</summary>
    /// <exception cref="FormatException">It is not valid.</exception>
    public string WithSeconds => $"0 {WithSundayAsZero}";

    /// <summary>The schedule as Kubernetes and Percona's operator want it: Sunday is 0, never 7.</summary>
    /// <exception cref="FormatException">It is not valid.</exception>
    public string WithSundayAsZero
    {
        get
        {
            var dayOfWeek = DayOfWeek.Numbers.Contains(7) && !DayOfWeek.HasStar
                ? string.Join(',', DayOfWeek.Numbers.Select(number => number % 7).Distinct().Order())
                : DayOfWeek.Text;
            return $"{Minute.Text} {Hour.Text} {DayOfMonth.Text} {Month.Text} {dayOfWeek}";
        }
    }

    /// <summary>The longest time between two runs; null where it does not run twice in eight years.</summary>
    /// <exception cref="FormatException">It is not valid.</exception>
    public TimeSpan? LongestInterval
    {
        get
        {
            var first = new TimeSpan(Hour.Numbers.Min, Minute.Numbers.Min, seconds: 0);
            var last = new TimeSpan(Hour.Numbers.Max, Minute.Numbers.Max, seconds: 0);
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
    /// <exception cref="FormatException">It is not valid.</exception>
    public int MostRunsADay => Hour.Numbers.Count * Minute.Numbers.Count;

    private CronField Minute => Field(0);

    private CronField Hour => Field(1);

    private CronField DayOfMonth => Field(2);

    private CronField Month => Field(3);

    private CronField DayOfWeek => Field(4);

    /// <summary>Reads a schedule that the program itself writes; what is none is not valid.</summary>
    public static implicit operator CronSchedule(string text) => new(text);

    /// <summary>Reads a schedule, or gives null where the text is none.</summary>
    public static CronSchedule? TryParse(string text) => new CronSchedule(text) is { IsValid: true } schedule ? schedule : null;

    /// <inheritdoc/>
    public bool Equals(CronSchedule? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private CronField Field(int index) => IsValid ? _fields[index] : throw new FormatException($"'{Text}' is no schedule.");

    // As cron has it: where both days are restricted, either is enough, and one with a star, "*/2" too, counts as not restricted.
    private bool IsRunDay(DateTime day)
    {
        if (!Month.Numbers.Contains(day.Month))
            return false;
        var isSunday = day.DayOfWeek == System.DayOfWeek.Sunday;
        var onDayOfMonth = DayOfMonth.Numbers.Contains(day.Day);
        var onDayOfWeek = DayOfWeek.Numbers.Contains((int)day.DayOfWeek) || (isSunday && DayOfWeek.Numbers.Contains(7));
        return DayOfMonth.HasStar || DayOfWeek.HasStar ? onDayOfMonth && onDayOfWeek : onDayOfMonth || onDayOfWeek;
    }

    private TimeSpan LongestPauseWithinDay(TimeSpan first)
    {
        var longest = TimeSpan.Zero;
        var last = first;
        foreach (var hour in Hour.Numbers)
        {
            foreach (var minute in Minute.Numbers)
            {
                var time = new TimeSpan(hour, minute, seconds: 0);
                longest = time - last > longest ? time - last : longest;
                last = time;
            }
        }

        return longest;
    }
}
