using System.Collections.Immutable;
using System.Globalization;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>A time of the week, in UTC, at which warnings are not sent: days, times of the day, or both.</summary>
/// <param name="Text">How it is written: <c>saturday-sunday</c>, <c>22:00-06:00</c>, <c>friday 18:00-24:00</c>.</param>
/// <param name="Days">The days on which it begins.</param>
/// <param name="From">The minute of these days at which it begins.</param>
/// <param name="To">The minute at which it ends, of the next day where it is not after <paramref name="From"/>.</param>
public sealed record MuteWindow(string Text, ImmutableArray<DayOfWeek> Days, int From, int To)
{
    /// <summary>The minutes of a day.</summary>
    public const int MinutesOfDay = 24 * 60;

    private const int DaysOfWeek = 7;

    private static readonly ImmutableArray<string> Names =
        [.. Enum.GetValues<DayOfWeek>().Select(day => $"{day}".ToLowerInvariant())];

    /// <summary>The parts of it that do not go beyond midnight: days, and minutes of each of them.</summary>
    public IEnumerable<(ImmutableArray<string> Days, int From, int To)> Parts
    {
        get
        {
            var days = Names(Days);
            if (From < To)
            {
                yield return (days, From, To);
                yield break;
            }

            yield return (days, From, MinutesOfDay);
            if (To > 0)
                yield return (Names(Days.Select(Next)), 0, To);

            static ImmutableArray<string> Names(IEnumerable<DayOfWeek> days) => [.. days.Select(day => MuteWindow.Names[(int)day])];
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The type of the setting.</summary>
    internal static SettingType<MuteWindow> Type { get; } = SettingTypes.FromPattern(
        "it takes days of the week, times of the day in UTC, or both",
        "friday-sunday 22:00-06:00",
        TryParse,
        SettingPatterns.MuteWindowText);

    /// <summary>Whether some leave no minute of the week at which warnings are sent.</summary>
    internal static bool AreEndless(IEnumerable<MuteWindow> windows)
    {
        var muted = new bool[DaysOfWeek * MinutesOfDay];
        foreach (var window in windows)
        {
            var length = ((window.To - window.From + MinutesOfDay - 1) % MinutesOfDay) + 1;
            foreach (var begin in window.Days.Select(day => ((int)day * MinutesOfDay) + window.From))
            {
                for (var minute = begin; minute < begin + length; minute++)
                    muted[minute % muted.Length] = true;
            }
        }

        return muted.All(isMuted => isMuted);
    }

    private static MuteWindow? TryParse(string text)
    {
        if (!SettingPatterns.MuteWindowPattern().IsMatch(text))
            return null;
        var parts = text.Split(' ');
        var (from, to) = char.IsDigit(parts[^1][0]) ? TimesOf(parts[^1]) : (0, MinutesOfDay);
        var days = char.IsDigit(parts[0][0]) ? Enum.GetValues<DayOfWeek>() : DaysOf(parts[0]);
        return from == to ? null : new MuteWindow(text, [.. days], from, to);
    }

    private static (int From, int To) TimesOf(string text)
    {
        var times = text.Split('-', ':').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return ((times[0] * 60) + times[1], (times[2] * 60) + times[3]);
    }

    private static IEnumerable<DayOfWeek> DaysOf(string text)
    {
        var ends = text.Split('-').Select(name => (DayOfWeek)Names.IndexOf(name)).ToArray();
        for (var day = ends[0]; day != ends[^1]; day = Next(day))
            yield return day;
        yield return ends[^1];
    }

    private static DayOfWeek Next(DayOfWeek day) => (DayOfWeek)(((int)day + 1) % DaysOfWeek);
}
