using Infra.Observability;
using Infra.Observability.Alerts;
using Infra.Steps;

namespace Infra.Backups;

/// <summary>Alerts on restore drills (https://github.com/kubernetes/kube-state-metrics/tree/main/docs/metrics/workload).</summary>
internal static class DrillAlerts
{
    // A month, and some days to mend what was in the way.
    private const int StaleDays = 35;

    /// <summary>The alerts on a drill that runs at set times.</summary>
    /// <param name="prefix">What their names begin with.</param>
    /// <param name="title">What is restored, as sentences call it.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="cronJob">The account of what runs the drill.</param>
    /// <param name="recoveryTime">The time within which a recovery is to be done.</param>
    public static IEnumerable<AlertRule> Of(string prefix, string title, string ns, string cronJob, TimeSpan recoveryTime)
    {
        cronJob = ScheduledStep.NameOf(cronJob);
        var ofNamespace = $"namespace=\"{ns}\"";
        var ofDrill = $"and on (job_name) kube_job_owner{{{ofNamespace},owner_kind=\"CronJob\",owner_name=\"{cronJob}\"}}";
        var look = $"Look at the last line of the pods of CronJob {cronJob}: it says what was restored, or what was wrong with it.";
        yield return new AlertRule(
            $"{prefix}DrillFailed",
            $"max(max by (job_name) (kube_job_created{{{ofNamespace}}}) "
                + $"and on (job_name) kube_job_failed{{{ofNamespace},condition=\"true\"}} == 1 {ofDrill}) "
                + $"> max(kube_cronjob_status_last_successful_time{{{Selector.Of(ns, "cronjob", cronJob)}}} or vector(0))",
            TimeSpan.FromMinutes(1),
            Severity.Critical,
            $"The newest backup of {title} could not be restored, or is not what it should be.",
            look,
            "drill-failed");
        yield return BackupAlerts.Overaged(
            $"{prefix}DrillStale",
            ns,
            cronJob,
            StaleDays * 86_400,
            $"No backup of {title} has been restored for {StaleDays} days.",
            "drill-stale");
        yield return new AlertRule(
            $"{prefix}DrillSlow",
            $"max((kube_job_status_completion_time{{{ofNamespace}}} "
                + $"- on (job_name) kube_job_status_start_time{{{ofNamespace}}}) {ofDrill}) "
                + $"> {(int)recoveryTime.TotalSeconds}",
            TimeSpan.FromMinutes(1),
            Severity.Warning,
            $"To restore {title} takes longer than the environment promises.",
            look,
            "drill-slow");
    }
}
