using Infra.Observability;
using Infra.Observability.Alerts;
using Infra.Steps;
using Infra.Values;

namespace Infra.Backups;

/// <summary>Alerts on backups that a CronJob takes (https://github.com/kubernetes/kube-state-metrics).</summary>
internal static class BackupAlerts
{
    /// <summary>The alert on a newest backup that is too old. Before the first one, the age of the job counts.</summary>
    /// <param name="prefix">What the alert's name begins with.</param>
    /// <param name="title">What is backed up, as sentences call it.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="cronJob">What takes the backups.</param>
    /// <param name="schedule">When.</param>
    public static AlertRule Stale(string prefix, string title, string ns, string cronJob, CronSchedule schedule)
        => Overaged(
            $"{prefix}BackupStale",
            ns,
            cronJob,
            Overdue.After(schedule),
            $"The newest backup of {title} is too old, or there is none.",
            Runbooks.BackupStale);

    /// <summary>The alert on what proves that backups can be restored, and has not succeeded for too long.</summary>
    /// <param name="name">The alert's name.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="cronJob">What proves it.</param>
    /// <param name="seconds">The age from which on it is too long ago.</param>
    /// <param name="summary">What is wrong.</param>
    /// <param name="runbook">The page that says what to do.</param>
    public static AlertRule Overaged(string name, string ns, string cronJob, int seconds, string summary, string runbook)
    {
        var job = ScheduledStep.NameOf(cronJob);
        var series = Selector.Of(ns, "cronjob", job);
        return new AlertRule(
            name,
            $"time() - max(kube_cronjob_status_last_successful_time{{{series}}} or kube_cronjob_created{{{series}}}) > {seconds}",
            TimeSpan.FromMinutes(30),
            Severity.Critical,
            summary,
            $"Look at the jobs of CronJob {job} and their pods' logs.",
            runbook);
    }
}
