using static Infra.Tests.Platform.Observability.AlertCase;
using static Infra.Tests.Platform.Observability.Samples;

namespace Infra.Tests.Platform.Observability.Cases;

/// <summary>What runs at set times, and shows that a data service can be got back: dumps, drills, the time that is written.</summary>
internal static class DrillCases
{
    private const int StaleAfter = 35 * 86_400;
    private const int Hour = 3600;

    /// <summary>The cases of the alerts on a drill.</summary>
    /// <param name="prefix">What their names begin with.</param>
    /// <param name="cronJob">What runs the drill.</param>
    public static IEnumerable<AlertCase> Of(string prefix, string cronJob)
    {
        var run = $"{cronJob}-29384720";
        yield return Firing($"{prefix}DrillFailed", "there has never been another", [.. Run(run, cronJob, created: 100), Failed(run, 1)]);
        yield return Firing(
            $"{prefix}DrillFailed",
            "the one before succeeded",
            [.. Run(run, cronJob, created: 100), Failed(run, 1), LastSuccess(cronJob, 50)]);
        yield return Quiet(
            $"{prefix}DrillFailed",
            "a later one succeeded",
            [.. Run(run, cronJob, created: 100), Failed(run, 1), LastSuccess(cronJob, 150)]);
        yield return Quiet($"{prefix}DrillFailed", "it runs", [.. Run(run, cronJob, created: 100), Failed(run, 0)]);
        yield return Quiet($"{prefix}DrillFailed", "another job failed", [.. Run("other-1", "other", created: 100), Failed("other-1", 1)]);

        foreach (var one in Overaged($"{prefix}DrillStale", cronJob, StaleAfter))
            yield return one;

        yield return Firing($"{prefix}DrillSlow", "it took more than an hour", Run(run, cronJob, created: 0, took: Hour + 60));
        yield return Quiet($"{prefix}DrillSlow", "it took less", Run(run, cronJob, created: 0, took: Hour - 60));
        yield return Quiet($"{prefix}DrillSlow", "another job took longer", Run("other-1", "other", created: 0, took: 2 * Hour));
    }

    /// <summary>The cases of an alert on what has not succeeded for too long.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="cronJob">What it is on.</param>
    /// <param name="staleAfter">The age from which on it is too long ago, in seconds.</param>
    public static IEnumerable<AlertCase> Overaged(string alert, string cronJob, int staleAfter)
    {
        // The longest that an alert waits before it fires is as long as the samples are.
        yield return Firing(alert, "the last is too long ago", LastSuccess(cronJob, -staleAfter - 60), Created(cronJob, -staleAfter * 3));
        yield return Firing(alert, "there has never been one", Created(cronJob, -staleAfter - 60));
        yield return Quiet(alert, "it has just been", LastSuccess(cronJob, 0), Created(cronJob, -staleAfter * 3));
        yield return Quiet(alert, "nothing is known of it");
    }

    private static (string, string)[] Run(string job, string cronJob, int created, int? took = null) =>
    [
        (Exporter.OfObject("kube_job_owner", ("job_name", job), ("owner_kind", "CronJob"), ("owner_name", cronJob)), Always(1)),
        (Exporter.OfObject("kube_job_created", ("job_name", job)), Always(created)),
        (Exporter.OfObject("kube_job_status_start_time", ("job_name", job)), Always(created)),
        .. took is { } seconds
            ? new[] { (Exporter.OfObject("kube_job_status_completion_time", ("job_name", job)), Always(created + seconds)) }
            : [],
    ];

    private static (string, string) Failed(string job, int value)
        => (Exporter.OfObject("kube_job_failed", ("job_name", job), ("condition", "true")), Always(value));

    private static (string, string) LastSuccess(string cronJob, int time)
        => (Exporter.OfObject("kube_cronjob_status_last_successful_time", ("cronjob", cronJob)), Always(time));

    private static (string, string) Created(string cronJob, int time)
        => (Exporter.OfObject("kube_cronjob_created", ("cronjob", cronJob)), Always(time));
}
