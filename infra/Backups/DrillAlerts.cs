using Infra.Observability;
using Infra.Values;

namespace Infra.Backups;

/// <summary>
/// Alerts on a CronJob that restores the newest backup for proof. That one fails, the alert on failed jobs tells, as of every job.
/// </summary>
internal static class DrillAlerts
{
    // A month, and some days for whoever mends it.
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(35);

    /// <summary>The alerts.</summary>
    /// <param name="prefix">What their names begin with.</param>
    /// <param name="title">What is restored, as sentences call it.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="cronJob">What restores it.</param>
    /// <param name="recoveryTime">The longest that a recovery may take.</param>
    public static IEnumerable<AlertRule> Of(string prefix, string title, string ns, string cronJob, TimeSpan recoveryTime)
    {
        yield return BackupAlerts.Overaged(
            $"{prefix}DrillStale",
            ns,
            cronJob,
            (int)LongestInterval.TotalSeconds,
            $"No backup of {title} has been restored for proof for {LongestInterval.Days} days.");
        var ofNamespace = $"namespace=\"{ns}\"";
        yield return new AlertRule(
            $"{prefix}DrillSlow",
            $"max((kube_job_status_completion_time{{{ofNamespace}}} - on (job_name) kube_job_status_start_time{{{ofNamespace}}}) "
                + $"* on (job_name) kube_job_owner{{{ofNamespace},owner_kind=\"CronJob\",owner_name=\"{cronJob}\"}}) "
                + $"> {(int)recoveryTime.TotalSeconds}",
            TimeSpan.FromMinutes(1),
            Severity.Warning,
            $"Restoring the newest backup of {title} took longer than a recovery may take, which is {Duration.Format(recoveryTime)}.",
            $"Look at the last job of CronJob {cronJob}: which of its containers took the time?");
    }
}
