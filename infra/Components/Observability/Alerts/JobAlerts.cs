namespace Infra.Components.Observability.Alerts;

/// <summary>Alerts on jobs.</summary>
internal static class JobAlerts
{
    public static AlertRule Of(string ns) => new(
        "JobFailed",
        $"max by (job_name) (kube_job_failed{{namespace=\"{ns}\",condition=\"true\"}}) > 0",
        TimeSpan.FromMinutes(1),
        Severity.Critical,
        "A job has failed: {{ $labels.job_name }}.",
        "Look at its pods' log. A migration that failed has left the version that runs as it was.");
}
