using static Infra.Tests.Platform.Observability.AlertCase;
using static Infra.Tests.Platform.Observability.Samples;

namespace Infra.Tests.Platform.Observability.Cases;

/// <summary>What goes wrong with MySQL: with a group of three, the first one the primary, and with one server.</summary>
internal static class MySqlCases
{
    // One and a half times the day between two backups.
    private const int StaleAfter = 36 * 3600;

    private static readonly string[] Instances = ["mysql-mysql-0", "mysql-mysql-1", "mysql-mysql-2"];
    private static readonly (string, string) Others = Exporter.OfAnotherDeployment(Always(1));
    private static readonly (string, string)[] AllUp = OnEach("mysql_up", Always(1), Always(1), Always(1));
    private static readonly (string, string)[] WholeGroup =
    [
        .. Group(0, "ONLINE", "ONLINE", "ONLINE"),
        .. Group(1, "ONLINE", "ONLINE", "ONLINE"),
        .. Group(2, "ONLINE", "ONLINE", "ONLINE"),
    ];

    /// <summary>The cases of a group.</summary>
    public static IReadOnlyList<AlertCase> OfGroup =>
        [
            Firing("MysqlDown", "nothing is scraped"),
            Firing("MysqlDown", "the exporters answer, the servers do not", OnEach("mysql_up", Always(0), Always(0), Always(0))),
            Firing(
                "MysqlDown",
                "the others have lost the primary",
                [
                    .. OnEach("mysql_up", Always(0), Always(1), Always(1)),
                    .. Group(1, "UNREACHABLE", "ONLINE", "ONLINE"),
                    .. Group(2, "UNREACHABLE", "ONLINE", "ONLINE"),
                ]),
            Quiet("MysqlDown", "all is well", [.. AllUp, .. WholeGroup]),
            Quiet(
                "MysqlDown",
                "the primary alone is left",
                [.. OnEach("mysql_up", Always(1)), .. Group(0, "ONLINE", "UNREACHABLE", "UNREACHABLE")]),
            Firing("MysqlProxyDown", "their StatefulSet is missing", Others),
            Firing("MysqlProxyDown", "none is ready", Others, (Proxies, Always(0))),
            Quiet("MysqlProxyDown", "one is ready", Others, (Proxies, Always(1))),
            Quiet("MysqlProxyDown", "kube-state-metrics is silent"),
            Firing("MysqlAccountsDown", "their Deployment is missing", Others),
            Firing("MysqlAccountsDown", "no pod is available", Others, (Accounts, Always(0))),
            Quiet("MysqlAccountsDown", "a pod is available", Others, (Accounts, Always(1))),
            Quiet("MysqlAccountsDown", "there was none while a database was restored", Others, (Accounts, Then(0, 8, 1))),
            Quiet("MysqlAccountsDown", "kube-state-metrics is silent"),
            Firing("MysqlMembersMissing", "one has left", [.. Group(0, "ONLINE", "ONLINE"), .. Group(1, "ONLINE", "ONLINE")]),
            Firing(
                "MysqlMembersMissing",
                "one is cut off, and sees itself alone",
                [
                    .. Group(0, "ONLINE", "ONLINE", "UNREACHABLE"),
                    .. Group(1, "ONLINE", "ONLINE", "UNREACHABLE"),
                    .. Group(2, "UNREACHABLE", "UNREACHABLE", "ONLINE"),
                ]),
            Firing("MysqlMembersMissing", "one recovers", [.. Group(0, "ONLINE", "ONLINE", "RECOVERING")]),
            Quiet("MysqlMembersMissing", "all are online", WholeGroup),
            Quiet("MysqlMembersMissing", "nothing is scraped"),
            Firing("MysqlExporterDown", "nothing is scraped"),
            Firing("MysqlExporterDown", "one does not answer", OnEach("up", Always(1), Always(1), Always(0))),
            Firing("MysqlExporterDown", "one is gone", OnEach("up", Always(1), Always(1))),
            Quiet("MysqlExporterDown", "all answer", OnEach("up", Always(1), Always(1), Always(1))),
            .. Connections(Instances[0], Instances[1]),
            .. Backups("MysqlBackupStale", "mysql-backup"),
            .. Backups("MysqlDumpStale", "mysql-dump"),
            .. DrillCases.Of("Mysql", "mysql-drill"),
            .. CrashCases.Of("Mysql", "mysql-mysql-0"),
            .. CrashCases.Of("Mysql", "mysql-haproxy-1"),
            .. CrashCases.Of("Mysql", "mysql-accounts-6b7f9c5d4-x2x9k"),
            .. VolumeCases.Of("Mysql", "datadir-mysql-mysql-2", "datadir-mysql-mysql-0"),
        ];

    /// <summary>The cases of one server.</summary>
    public static IReadOnlyList<AlertCase> OfServer =>
        [
            Firing("MysqlDown", "nothing is scraped"),
            Firing("MysqlDown", "the exporter answers, the server does not", (Exporter.OfPod("mysql", "mysql-0", "mysql_up"), Always(0))),
            Quiet("MysqlDown", "it answers", (Exporter.OfPod("mysql", "mysql-0", "mysql_up"), Always(1))),
            Firing("MysqlExporterDown", "nothing is scraped"),
            Firing("MysqlExporterDown", "it does not answer", (Exporter.OfPod("mysql", "mysql-0", "up"), Always(0))),
            Quiet("MysqlExporterDown", "it answers", (Exporter.OfPod("mysql", "mysql-0", "up"), Always(1))),
            .. Connections("mysql-0"),
            .. Backups("MysqlBackupStale", "mysql-dump"),
            .. DrillCases.Of("Mysql", "mysql-drill"),
            .. CrashCases.Of("Mysql", "mysql-0"),
            .. VolumeCases.Of("Mysql", "data-mysql-0", "data-mysql-0"),
        ];

    private static string Proxies => Exporter.OfObject("kube_statefulset_status_replicas_ready", ("statefulset", "mysql-haproxy"));

    private static string Accounts => Exporter.OfObject("kube_deployment_status_replicas_available", ("deployment", "mysql-accounts"));

    private static IEnumerable<AlertCase> Connections(params string[] pods)
    {
        yield return Firing(
            "MysqlConnectionsHigh",
            "few are left",
            [.. Used(pods[0], 161), .. pods.Skip(1).SelectMany(pod => Used(pod, 2))]);
        yield return Quiet("MysqlConnectionsHigh", "four fifths are used", [.. pods.SelectMany(pod => Used(pod, 160))]);
        yield return Quiet("MysqlConnectionsHigh", "nothing is scraped");

        static (string, string)[] Used(string pod, int connections) =>
        [
            (Exporter.OfPod("mysql", pod, "mysql_global_status_threads_connected"), Always(connections)),
            (Exporter.OfPod("mysql", pod, "mysql_global_variables_max_connections"), Always(200)),
        ];
    }

    // The clock of these tests begins at zero.
    private static IEnumerable<AlertCase> Backups(string alert, string cronJob)
    {
        const string Newest = "kube_cronjob_status_last_successful_time";
        const string Begin = "kube_cronjob_created";
        var job = ("cronjob", cronJob);
        yield return Firing(alert, "the newest is too old", Object(Newest, job, -StaleAfter - 60), Object(Begin, job, -90 * 86_400));
        yield return Firing(alert, "there has never been one", Object(Begin, job, -StaleAfter - 60));
        yield return Quiet(alert, "the newest is of tonight", Object(Newest, job, -3600), Object(Begin, job, -90 * 86_400));
        yield return Quiet(alert, "tonight's is late", Object(Newest, job, -StaleAfter + 7200), Object(Begin, job, -90 * 86_400));
        yield return Quiet(alert, "it is too young to have been backed up", Object(Begin, job, -3600));
        yield return Quiet(alert, "nothing is known of the cluster");
    }

    private static (string, string) Object(string metric, (string, string) label, int value)
        => (Exporter.OfObject(metric, label), Always(value));

    private static (string, string)[] OnEach(string metric, params string[] samples)
        => [.. samples.Index().Select(instance => (Exporter.OfPod("mysql", Instances[instance.Index], metric), instance.Item))];

    /// <summary>The group as an instance sees it: the states of its members, the first one the primary.</summary>
    private static (string, string)[] Group(int seenBy, params string[] states) =>
    [
        .. states.Index().Select(member => (
            Exporter.OfPod(
                "mysql",
                Instances[seenBy],
                "mysql_perf_schema_replication_group_member_info",
                ("channel_name", "group_replication_applier"),
                ("member_host", $"{Instances[member.Index]}.mysql-mysql.reference-prod"),
                ("member_role", member.Index == 0 ? "PRIMARY" : "SECONDARY"),
                ("member_state", member.Item)),
            Always(1))),
    ];
}
