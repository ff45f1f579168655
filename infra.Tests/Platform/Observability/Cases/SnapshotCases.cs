using static Infra.Tests.Platform.Observability.AlertCase;
using static Infra.Tests.Platform.Observability.Samples;

namespace Infra.Tests.Platform.Observability.Cases;

/// <summary>What goes wrong with the jobs that back something up and restore it for proof.</summary>
internal static class SnapshotCases
{
    private const int Day = 24 * 3600;
    private const int StaleAfter = Day * 3 / 2;

    /// <summary>The cases of one.</summary>
    /// <param name="prefix">What the names of its alerts begin with.</param>
    /// <param name="name">Its name in the namespace.</param>
    public static IEnumerable<AlertCase> Of(string prefix, string name) =>
    [
        .. Ages($"{prefix}BackupStale", $"{name}-backup", StaleAfter),
        .. Ages($"{prefix}DrillStale", $"{name}-drill", 35 * Day),
        Firing($"{prefix}DrillSlow", "it took longer than an hour", Run($"{name}-drill", "run-1", 3601)),
        Firing(
            $"{prefix}DrillSlow",
            "one of two did",
            [.. Run($"{name}-drill", "run-1", 3601), .. Run($"{name}-drill", "run-2", 30)]),
        Quiet($"{prefix}DrillSlow", "it took an hour", Run($"{name}-drill", "run-1", 3600)),
        Quiet($"{prefix}DrillSlow", "another job took longer", Run($"{name}-backup", "run-1", 5000)),
        Quiet($"{prefix}DrillSlow", "there was none"),
    ];

    private static IEnumerable<AlertCase> Ages(string alert, string cronJob, int limit) =>
    [
        Firing(alert, "the newest is too old", Of("kube_cronjob_status_last_successful_time", cronJob, -limit - 1)),
        Firing(alert, "there has never been one", Of("kube_cronjob_created", cronJob, -limit - 1)),
        Quiet(alert, "the newest is young enough", Of("kube_cronjob_status_last_successful_time", cronJob, -limit + 10_000)),
        Quiet(alert, "it is new", Of("kube_cronjob_created", cronJob, -limit + 10_000)),
    ];

    private static (string, string) Of(string metric, string cronJob, int value)
        => (Exporter.OfObject(metric, ("cronjob", cronJob)), Always(value));

    private static IReadOnlyList<(string, string)> Run(string cronJob, string job, int seconds) =>
    [
        (Exporter.OfObject("kube_job_owner", ("job_name", job), ("owner_kind", "CronJob"), ("owner_name", cronJob)), Always(1)),
        (Exporter.OfObject("kube_job_status_start_time", ("job_name", job)), Always(-5000)),
        (Exporter.OfObject("kube_job_status_completion_time", ("job_name", job)), Always(-5000 + seconds)),
    ];
}
