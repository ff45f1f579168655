using System.Collections.Immutable;
using static Infra.Tests.Platform.Observability.AlertCase;
using static Infra.Tests.Platform.Observability.Samples;

namespace Infra.Tests.Platform.Observability.Cases;

/// <summary>What goes wrong with jobs and certificates.</summary>
internal static class PlatformCases
{
    private const int Week = 7 * 86400;

    public static IEnumerable<AlertCase> All =>
        [
            Firing("JobFailed", "one failed, another succeeded", [.. Job("migrate-1", failed: 1), .. Job("migrate-2", failed: 0)]) with
            {
                Labels = Label("job_name", "migrate-1"),
            },
            Quiet("JobFailed", "one runs, another succeeded", Job("migrate-2", failed: 0)),
            Quiet("JobFailed", "there is none"),
            Quiet(
                "JobFailed",
                "its schedule has succeeded since",
                [.. Job("report-1", failed: 1), .. Owned("report-1", "CronJob", "report", created: 100), LastSuccess("report", 200)]),
            Firing(
                "JobFailed",
                "its schedule has succeeded before, and another's since",
                [
                    .. Job("report-2", failed: 1),
                    .. Owned("report-2", "CronJob", "report", created: 300),
                    LastSuccess("report", 200),
                    LastSuccess("other", 400),
                ]) with
            {
                Labels = Label("job_name", "report-2"),
            },
            Quiet(
                "JobFailed",
                "the operator's next backup has succeeded",
                [
                    .. Job("xb-1", failed: 1),
                    .. Owned("xb-1", "PerconaServerMySQLBackup", "backup-1", created: 100),
                    .. Owned("xb-2", "PerconaServerMySQLBackup", "backup-2", created: 200),
                    (Exporter.OfObject("kube_job_status_completion_time", ("job_name", "xb-2")), Always(260)),
                ]),
            Firing(
                "JobFailed",
                "the operator's backup before it had succeeded",
                [
                    .. Job("xb-3", failed: 1),
                    .. Owned("xb-2", "PerconaServerMySQLBackup", "backup-2", created: 200),
                    (Exporter.OfObject("kube_job_status_completion_time", ("job_name", "xb-2")), Always(260)),
                    .. Owned("xb-3", "PerconaServerMySQLBackup", "backup-3", created: 300),
                ]) with
            {
                Labels = Label("job_name", "xb-3"),
            },
            Firing(
                "JobFailed",
                "nobody owns it, and others succeed",
                [.. Job("migrate-1", failed: 1), .. Owned("migrate-1", "", "", created: 100), LastSuccess("report", 200)]) with
            {
                Labels = Label("job_name", "migrate-1"),
            },
            Firing("CertificateExpiring", "one expires, another does not", Certificate("api", Week - 1), Certificate("web", 3 * Week)) with
            {
                Labels = Label("name", "api"),
            },
            Firing("CertificateExpiring", "it was never issued", Certificate("api", 0)) with
            {
                Labels = Label("name", "api"),
            },
            Firing(
                "CertificateExpiring",
                "the scrape honours labels",
                (Exporter.OfCertificate("api", isHonoured: true), Always(Week - 1))
            ) with
            {
                Labels = Label("name", "api"),
            },
            Quiet("CertificateExpiring", "it has more than a week left", Certificate("api", Week + (3 * 3600))),
            Quiet("CertificateExpiring", "there is none"),
            Firing("KubeStateMetricsSilent", "nothing is scraped"),
            Firing("KubeStateMetricsSilent", "it has stopped", Exporter.OfAnotherDeployment("1+0x29 stale")) with
            {
                Since = TimeSpan.FromMinutes(30),
            },
            Quiet("KubeStateMetricsSilent", "it tells of any Deployment", Exporter.OfAnotherDeployment(Always(1))),
        ];

    private static (string, string) Certificate(string name, int expires)
        => (Exporter.OfCertificate(name, isHonoured: false), Always(expires));

    private static (string, string)[] Job(string name, int failed) =>
    [
        (Exporter.OfObject("kube_job_failed", ("job_name", name), ("condition", "true")), Always(failed)),
        (Exporter.OfObject("kube_job_failed", ("job_name", name), ("condition", "false")), Always(1 - failed)),
        (Exporter.OfObject("kube_job_failed", ("job_name", name), ("condition", "unknown")), Always(0)),
    ];

    private static (string, string)[] Owned(string job, string kind, string owner, int created) =>
    [
        (Exporter.OfObject("kube_job_owner", ("job_name", job), ("owner_kind", kind), ("owner_name", owner)), Always(1)),
        (Exporter.OfObject("kube_job_created", ("job_name", job)), Always(created)),
    ];

    private static (string, string) LastSuccess(string cronJob, int time)
        => (Exporter.OfObject("kube_cronjob_status_last_successful_time", ("cronjob", cronJob)), Always(time));

    private static ImmutableDictionary<string, string> Label(string name, string value)
        => ImmutableDictionary<string, string>.Empty.Add(name, value);
}
