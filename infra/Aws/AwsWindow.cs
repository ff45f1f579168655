using System.Collections.Immutable;
using System.Globalization;
using Infra.Settings.Reading;

namespace Infra.Aws;

/// <summary>
/// A window of a managed service, in UTC: of each day, <c>02:00-02:30</c>, or of a week, <c>sun:03:30-sun:04:30</c>.
/// </summary>
internal static class AwsWindow
{
    private const int Day = 24 * 60;
    private const int Week = 7 * Day;

    private static readonly ImmutableArray<string> Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>How long it is, in minutes.</summary>
    public static int MinutesOf(string window)
    {
        var (begin, end) = Parse(window);
        var round = window.Length > "00:00-00:00".Length ? Week : Day;
        return (end - begin + round) % round;
    }

    /// <summary>Whether a window of each day and one of the week have a minute in common.</summary>
    public static bool Overlap(string daily, string weekly)
    {
        var begin = Parse(weekly).Begin;
        var length = MinutesOf(weekly);
        return Enumerable
            .Range(0, Days.Length)
            .Select(day => (day * Day) + Parse(daily).Begin)
            .Any(backup => (backup - begin + Week) % Week < length || (begin - backup + Week) % Week < MinutesOf(daily));
    }

    /// <summary>The type of a setting that is a window of each day.</summary>
    /// <param name="example">One of them.</param>
    /// <param name="shortestMinutes">The shortest that the service takes.</param>
    public static SettingType<string> Daily(string example, int shortestMinutes)
        => TypeOf(example, shortestMinutes, AwsPatterns.DailyWindowPattern(), AwsPatterns.DailyWindowText);

    /// <summary>The type of a setting that is a window of the week.</summary>
    /// <param name="example">One of them.</param>
    /// <param name="shortestMinutes">The shortest that the service takes.</param>
    public static SettingType<string> Weekly(string example, int shortestMinutes)
        => TypeOf(example, shortestMinutes, AwsPatterns.WeeklyWindowPattern(), AwsPatterns.WeeklyWindowText);

    private static SettingType<string> TypeOf(
        string example,
        int shortestMinutes,
        System.Text.RegularExpressions.Regex form,
        string pattern)
        => SettingTypes.FromPattern(
            $"it takes a window of {shortestMinutes} minutes to a day, in UTC, such as {example}",
            example,
            text => form.IsMatch(text) && MinutesOf(text) is var minutes && minutes >= shortestMinutes && minutes <= Day ? text : null,
            pattern);

    private static (int Begin, int End) Parse(string window)
    {
        var ends = window.Split('-');
        return (MinuteOf(ends[0]), MinuteOf(ends[1]));
    }

    private static int MinuteOf(string time)
    {
        var parts = time.Split(':');
        var day = parts.Length > 2 ? Days.IndexOf(parts[0]) : 0;
        return (day * Day) + (Number(parts[^2]) * 60) + Number(parts[^1]);
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
