using System.Collections.Immutable;
using static Infra.Tests.Platform.Observability.AlertCase;
using static Infra.Tests.Platform.Observability.Samples;

namespace Infra.Tests.Platform.Observability.Cases;

/// <summary>Three instances, the first one the primary, and what goes wrong with them.</summary>
internal static class PostgresCases
{
    private const string LastBackup = "barman_cloud_cloudnative_pg_io_last_available_backup_timestamp";
    private const string LastFailure = "barman_cloud_cloudnative_pg_io_last_failed_backup_timestamp";

    private const string LongestWait = "cnpg_pgbouncer_pools_maxwait";
    private const string Active = "cnpg_pgbouncer_pools_cl_active";
    private const string Pooler = "postgres-pooler-6f7d8c-x2x9k";
    private const string Queued = "cnpg_pgbouncer_pools_cl_waiting";

    // One and a half times the day between two base backups.
    private const int StaleAfter = 36 * 3600;

    private static readonly (string, string)[] AllUp = OnEach("cnpg_collector_up", Always(1), Always(1), Always(1));
    private static readonly (string, string)[] OnePrimary = OnEach("cnpg_pg_replication_in_recovery", Always(0), Always(1), Always(1));

    /// <summary>Those on a pooler of two pods, each of which takes 1,000 clients.</summary>
    public static IEnumerable<AlertCase> OfPooler =>
        [
            Firing("PostgresPoolerDown", "nothing is scraped"),
            Firing("PostgresPoolerDown", "no pod answers", OnPoolers("cnpg_pgbouncer_up", Always(0), Always(0))),
            Quiet("PostgresPoolerDown", "one answers", OnPoolers("cnpg_pgbouncer_up", Always(0), Always(1))),
            Firing("PostgresPoolerWaiting", "one waits for 6 seconds", OnPoolers(LongestWait, Always(0), Always(6))),
            Quiet("PostgresPoolerWaiting", "one waits for 5 seconds", OnPoolers(LongestWait, Always(0), Always(5))),
            Firing(
                "PostgresPoolerClientsHigh",
                "801 clients on one pod",
                [.. OnPoolers(Active, Always(20), Always(20)), .. OnPoolers(Queued, Always(0), Always(781))]),
            Quiet(
                "PostgresPoolerClientsHigh",
                "800 clients on each",
                [.. OnPoolers(Active, Always(20), Always(20)), .. OnPoolers(Queued, Always(780), Always(780))]),
            .. CrashCases.Of("PostgresPooler", Pooler),
        ];

    public static IEnumerable<AlertCase> All =>
        [
            .. DrillCases.Of("Postgres", "postgres-drill"),
            .. DrillCases.Overaged("PostgresDumpStale", "postgres-dump", StaleAfter),
            .. DrillCases.Overaged("PostgresHeartbeatStale", "postgres-heartbeat", 15 * 60),
            Firing("PostgresDown", "nothing is scraped"),
            Firing(
                "PostgresDown",
                "the exporters answer, the databases do not",
                OnEach("cnpg_collector_up", Always(0), Always(0), Always(0))),
            Firing(
                "PostgresDown",
                "the replicas alone answer",
                [
                    .. OnEach("cnpg_collector_up", null, Always(1), Always(1)),
                    .. OnEach("cnpg_pg_replication_in_recovery", null, Always(1), Always(1)),
                ]),
            Firing(
                "PostgresDown",
                "the database of the primary does not answer",
                [.. OnEach("cnpg_collector_up", Always(0), Always(1), Always(1)), .. OnePrimary]),
            Quiet("PostgresDown", "all is well", [.. AllUp, .. OnePrimary]),
            Quiet(
                "PostgresDown",
                "a replica takes over within a minute",
                [.. AllUp, .. OnEach("cnpg_pg_replication_in_recovery", Then(0, 30, 1), Then(1, 31, 0), Always(1))]
            ) with
            {
                At = TimeSpan.FromHours(1),
            },
            Firing("PostgresInstanceDown", "one does not answer", OnEach("cnpg_collector_up", Always(1), Always(1), Always(0))),
            Firing("PostgresInstanceDown", "one is gone", OnEach("cnpg_collector_up", Always(1), Always(1))),
            Quiet("PostgresInstanceDown", "all answer", AllUp),
            Firing(
                "PostgresReplicationLag",
                "one replica is behind",
                OnEach("cnpg_pg_replication_lag", Always(0), Always(0), Always(301))),
            Quiet("PostgresReplicationLag", "the replicas keep up", OnEach("cnpg_pg_replication_lag", Always(0), Always(12), Always(300))),
            Firing(
                "PostgresReplicationStopped",
                "one replica is cut off",
                [.. OnePrimary, .. OnEach("cnpg_pg_replication_is_wal_receiver_up", Always(0), Always(1), Always(0))]),
            Quiet(
                "PostgresReplicationStopped",
                "the replicas receive, the primary need not",
                [.. OnePrimary, .. OnEach("cnpg_pg_replication_is_wal_receiver_up", Always(0), Always(1), Always(1))]),
            Firing("PostgresSlotInactive", "a replica is away", [.. OnePrimary, .. Slots("postgres-1", 0)]),
            Quiet("PostgresSlotInactive", "the replicas read", [.. OnePrimary, .. Slots("postgres-1", 1)]),
            Quiet(
                "PostgresSlotInactive",
                "nobody reads from the copies on a replica",
                [.. OnePrimary, .. Slots("postgres-1", 1), .. Slots("postgres-2", 0)]),
            Firing("PostgresBackupStale", "the plugin gives no metrics") with
            {
                Labels = ImmutableDictionary<string, string>.Empty.Add("job", $"{Exporter.Namespace}/postgres"),
            },
            // The clock of these tests begins at zero.
            Firing("PostgresBackupStale", "there has never been a backup", OnEach(LastBackup, "0+0x2300", "0+0x2300", "0+0x2300")) with
            {
                Since = TimeSpan.FromSeconds(StaleAfter + 60),
            },
            Firing(
                "PostgresBackupStale",
                "the newest is too old",
                OnEach(LastBackup, Always(-StaleAfter - 1), Always(-StaleAfter - 1), Always(-StaleAfter - 90_000))),
            Quiet("PostgresBackupStale", "the newest is of tonight", OnEach(LastBackup, Always(-3600), Always(-3600), Always(-3600))),
            Quiet(
                "PostgresBackupStale",
                "tonight's is late",
                OnEach(LastBackup, Always(-StaleAfter + 7200), Always(-StaleAfter + 7200), Always(-StaleAfter + 7200))),
            Quiet(
                "PostgresBackupStale",
                "one instance has not heard of tonight's",
                OnEach(LastBackup, Always(-3600), Always(-StaleAfter - 3600), Always(-3600))),
            Firing(
                "PostgresBackupFailed",
                "the last one failed",
                [.. OnEach(LastBackup, Always(100), Always(100), Always(100)), .. OnEach(LastFailure, Always(0), Always(200), Always(200))]
            ),
            Firing(
                "PostgresBackupFailed",
                "the first one failed",
                [.. OnEach(LastBackup, Always(0), Always(0), Always(0)), .. OnEach(LastFailure, Always(200), Always(200), Always(200))]),
            Quiet(
                "PostgresBackupFailed",
                "none has ever failed",
                [.. OnEach(LastBackup, Always(100), Always(100), Always(100)), .. OnEach(LastFailure, Always(0), Always(0), Always(0))]),
            Quiet(
                "PostgresBackupFailed",
                "the one after it succeeded",
                [
                    .. OnEach(LastBackup, Always(300), Always(300), Always(100)),
                    .. OnEach(LastFailure, Always(200), Always(200), Always(200)),
                ]),
            Firing("PostgresArchiveStalled", "the first segment cannot be archived", Archiver(archived: -1, failed: 100, ready: 1)),
            Firing(
                "PostgresArchiveStalled",
                "since the last segment none could be archived",
                Archiver(archived: 100, failed: 160, ready: 2)),
            Firing("PostgresArchiveStalled", "segments pile up", Archiver(archived: 100, failed: -1, ready: 11)),
            Quiet("PostgresArchiveStalled", "nothing has been written yet", Archiver(archived: -1, failed: -1, ready: 0)),
            Quiet("PostgresArchiveStalled", "none has ever failed", Archiver(archived: 100, failed: -1, ready: 10)),
            Quiet("PostgresArchiveStalled", "it failed once and succeeded after that", Archiver(archived: 160, failed: 100, ready: 10)),
            Firing("PostgresConnectionsHigh", "the primary has few left", [.. Connections(100, 61), .. Connections(1, 1, "postgres-2")]),
            Quiet("PostgresConnectionsHigh", "four fifths are used", Connections(100, 60)),
            Quiet(
                "PostgresConnectionsHigh",
                "only all instances together have so many",
                [.. Connections(60, 40), .. Connections(60, 40, "postgres-2"), .. Connections(60, 40, "postgres-3")]),
            Quiet("PostgresConnectionsHigh", "nothing is scraped"),
            .. CrashCases.Of("Postgres", "postgres-1"),
            .. VolumeCases.Of("Postgres", "postgres-3-wal", "postgres-1"),
        ];

    /// <summary>A metric on each instance; null where an instance does not have it.</summary>
    private static (string, string)[] OnEach(string metric, params string?[] samples) =>
    [
        .. samples.Index()
            .Where(instance => instance.Item is not null)
            .Select(instance => (Exporter.OfPod("postgres", $"postgres-{instance.Index + 1}", metric, Cluster(metric)), instance.Item!)),
    ];

    private static (string, string)[] OnPoolers(string metric, params string[] samples) =>
    [
        .. samples.Index().Select(pod => (
            Exporter.OfPod("postgres-pooler", $"postgres-pooler-6f7d8c-x2x9{pod.Index}", metric, ("database", "reference")),
            pod.Item)),
    ];

    // The operator's own metrics have a label that those from queries and from the plugin have not.
    private static (string, string)[] Cluster(string metric)
        => metric.StartsWith("cnpg_collector_", StringComparison.Ordinal) ? [("cluster", "postgres")] : [];

    /// <summary>The replication slots of an instance, of which one is read from.</summary>
    private static (string, string)[] Slots(string pod, int isActive) =>
    [
        (Slot(pod, "_cnpg_postgres_2"), Always(1)),
        (Slot(pod, "_cnpg_postgres_3"), Always(isActive)),
    ];

    private static string Slot(string pod, string slot)
        => Exporter.OfPod("postgres", pod, "cnpg_pg_replication_slots_active", ("slot_name", slot), ("slot_type", "physical"));

    /// <summary>Replicas do not archive: only the primary has the times.</summary>
    private static (string, string)[] Archiver(int archived, int failed, int ready) =>
    [
        .. OnEach("cnpg_pg_stat_archiver_last_archived_time", Always(archived)),
        .. OnEach("cnpg_pg_stat_archiver_last_failed_time", Always(failed)),
        (Exporter.OfPod("postgres", "postgres-1", "cnpg_collector_pg_wal_archive_status", ("value", "ready")), Always(ready)),
        (Exporter.OfPod("postgres", "postgres-1", "cnpg_collector_pg_wal_archive_status", ("value", "done")), Always(64)),
        (Exporter.OfPod("postgres", "postgres-2", "cnpg_collector_pg_wal_archive_status", ("value", "ready")), Always(0)),
    ];

    private static (string, string)[] Connections(int active, int idle, string pod = "postgres-1") =>
        [
            (
                Exporter.OfPod(
                    "postgres",
                    pod,
                    "cnpg_backends_total",
                    ("datname", "reference"),
                    ("usename", "reference"),
                    ("application_name", ""),
                    ("state", "active")),
                Always(active)),
            (
                Exporter.OfPod(
                    "postgres",
                    pod,
                    "cnpg_backends_total",
                    ("datname", "reference"),
                    ("usename", "reference"),
                    ("application_name", ""),
                    ("state", "idle")),
                Always(idle)),
            (Exporter.OfPod("postgres", pod, "cnpg_pg_settings_setting", ("name", "max_connections")), Always(200)),
            (Exporter.OfPod("postgres", pod, "cnpg_pg_settings_setting", ("name", "shared_buffers")), Always(131_072)),
        ];
}
