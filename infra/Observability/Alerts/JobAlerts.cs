using Infra.Applications.Model;

namespace Infra.Observability.Alerts;

/// <summary>Alerts on jobs.</summary>
internal static class JobAlerts
{
    /// <summary>The alerts of a job that runs at set times.</summary>
    public static AlertGroup Of(JobDefinition job, string ns)
    {
        var cronJob = Selector.Of(ns, "cronjob", job.Name);
        // Before the first success, the age of the job counts.
        return new AlertGroup(
            job.Name,
            [
                new AlertRule(
                    $"{WorkloadAlerts.Prefix(job.Name)}Overdue",
                    $"time() - max(kube_cronjob_status_last_successful_time{{{cronJob}}} or kube_cronjob_created{{{cronJob}}}) > "
                        + $"{Overdue.After(job.Schedule!)}",
                    TimeSpan.FromMinutes(30),
                    Severity.Critical,
                    $"The job {job.Name} has not succeeded for too long.",
                    $"Look at the jobs of CronJob {job.Name} and their pods' logs."),
            ]);
    }

    public static AlertRule Of(string ns) => new(
        "JobFailed",
        $"max by (job_name) (kube_job_failed{{namespace=\"{ns}\",condition=\"true\"}}) > 0",
        TimeSpan.FromMinutes(1),
        Severity.Critical,
        "A job has failed: {{ $labels.job_name }}.",
        "Look at its pods' log. A migration that failed has left the version that runs as it was.");
}
