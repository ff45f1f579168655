using System.Globalization;

namespace Infra.Values;

/// <summary>Reads and writes lengths of time as a number and a unit: <c>30s</c>, <c>15m</c>, <c>1h</c>, <c>7d</c>.</summary>
public static class Duration
{
    private static readonly (char Unit, TimeSpan Length)[] Units =
    [
        ('d', TimeSpan.FromDays(1)),
        ('h', TimeSpan.FromHours(1)),
        ('m', TimeSpan.FromMinutes(1)),
        ('s', TimeSpan.FromSeconds(1)),
    ];

    /// <summary>Reads a duration, or gives null where the text is none.</summary>
    public static TimeSpan? TryParse(string text)
    {
        foreach (var (unit, length) in Units)
        {
            var digits = text.AsSpan(0, Math.Max(0, text.Length - 1));
            if (text.EndsWith(unit) && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return number <= TimeSpan.MaxValue / length ? number * length : null;
        }

        return null;
    }

    /// <summary>Writes a duration in the largest unit that leaves no remainder.</summary>
    public static string Format(TimeSpan duration)
    {
        foreach (var (unit, length) in Units)
        {
            if (duration.Ticks % length.Ticks == 0 && duration != TimeSpan.Zero)
                return $"{duration.Ticks / length.Ticks}{unit}";
        }

        return $"{(long)duration.TotalSeconds}s";
    }
}
