using Infra.Values;

namespace Infra.Observability.Alerts;

/// <summary>The age from which on the last success of what runs at set times is too old.</summary>
internal static class Overdue
{
    // One that runs late once is no reason to wake anybody.
    private const double Intervals = 1.5;

    /// <summary>The age, in seconds.</summary>
    public static int After(CronSchedule schedule) => (int)((schedule.LongestInterval ?? TimeSpan.FromDays(366)).TotalSeconds * Intervals);
}
