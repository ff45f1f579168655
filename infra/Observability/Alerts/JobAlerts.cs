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
                    $"Look at the jobs of CronJob {job.Name} and their pods' logs.",
                    "job-overdue"),
            ]);
    }

    /// <summary>The alert on a job that failed and that no later one of its kind has made good.</summary>
    public static AlertRule Of(string ns)
    {
        var ofNamespace = $"namespace=\"{ns}\"";
        // A failed job stays for a while where a schedule has made it, and for ever where an operator has.
        return new AlertRule(
            "JobFailed",
            $"max by (job_name) (kube_job_failed{{{ofNamespace},condition=\"true\"}}) > 0 "
                + $"unless on (job_name) {MadeGoodBySchedule(ofNamespace)} "
                + $"unless on (job_name) {MadeGoodByOperator(ofNamespace)}",
            TimeSpan.FromMinutes(1),
            Severity.Critical,
            "A job has failed: {{ $labels.job_name }}.",
            "Look at its pods' log. A migration that failed has left the version that runs as it was.",
            "job-failed");
    }

    // Jobs that are older than the last success of their CronJob.
    private static string MadeGoodBySchedule(string ofNamespace)
        => $"({CreatedBy(ofNamespace, "owner_name", "owner_kind=\"CronJob\"")} < on (owner_name) group_left () "
            + $"max by (owner_name) (label_replace(kube_cronjob_status_last_successful_time{{{ofNamespace}}}, "
            + "\"owner_name\", \"$1\", \"cronjob\", \"(.+)\")))";

    // Jobs that are older than the last success of one that an object of the same kind has made: of backups, each run has an owner of its
    // own.
    private static string MadeGoodByOperator(string ofNamespace)
    {
        const string Owner = "owner_kind!~\"CronJob|<none>|\"";
        return $"({CreatedBy(ofNamespace, "owner_kind", Owner)} < on (owner_kind) group_left () "
            + $"max by (owner_kind) (kube_job_owner{{{ofNamespace},{Owner}}} "
            + $"* on (job_name) group_left () kube_job_status_completion_time{{{ofNamespace}}}))";
    }

    private static string CreatedBy(string ofNamespace, string label, string owner)
        => $"max by (job_name, {label}) (kube_job_owner{{{ofNamespace},{owner}}} "
            + $"* on (job_name) group_left () kube_job_created{{{ofNamespace}}})";
}
