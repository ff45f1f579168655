using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StackPreview.Json;

namespace Infra.Data.Postgres;

/// <summary>
/// What makes the operator restart the instances of a cluster, and for how long nobody can connect then (CloudNativePG 1.30,
/// pkg/specs/podspec_diff.go and internal/controller/cluster_upgrade.go; https://cloudnative-pg.io/documentation/current/rolling_update/).
/// </summary>
internal static class ClusterRestarts
{
    /// <summary>Where a cluster names its image.</summary>
    public const string Image = "spec.imageName";

    private const string Parameters = "spec.postgresql.parameters";

    // Beside the time that sessions are given: measured with 180 s, a restart took 186 to 198 s.
    private static readonly TimeSpan RestartItself = TimeSpan.FromSeconds(10);

    // Measured: the old primary stops at once, and a replica takes over.
    private static readonly TimeSpan Switchover = TimeSpan.FromSeconds(12);

    // What makes another pod. Plugins by their names: their parameters are read by whoever needs them.
    private static readonly ImmutableArray<string> PodFields =
    [
        Image,
        "spec.resources",
        "spec.env",
        "spec.envFrom",
        "spec.affinity",
        "spec.topologySpreadConstraints",
        "spec.schedulerName",
        "spec.probes",
        "spec.startDelay",
        "spec.livenessProbeTimeout",
        "spec.stopDelay",
        "spec.podSecurityContext",
        "spec.securityContext",
        "spec.seccompProfile",
        "spec.tablespaces",
        "spec.projectedVolumeTemplate",
        "spec.logLevel",
        "spec.monitoring.tls.enabled",
        "spec.plugins[*].name",
        "spec.postgresql.shared_preload_libraries",
        "spec.postgresql.extensions",
        """metadata.annotations["kubectl.kubernetes.io/restartedAt"]""",
        """metadata.annotations["cnpg.io/skipWalArchiving"]""",
    ];

    // Those of Postgres 15 to 18 whose context is "postmaster" (https://www.postgresql.org/docs/current/view-pg-settings.html), but for
    // those that the operator lets nobody set.
    private static readonly ImmutableArray<string> PostmasterParameters =
    [
        "autovacuum_freeze_max_age",
        "autovacuum_max_workers",
        "autovacuum_multixact_freeze_max_age",
        "autovacuum_worker_slots",
        "commit_timestamp_buffers",
        "dynamic_shared_memory_type",
        "huge_page_size",
        "ignore_invalid_pages",
        "io_max_combine_limit",
        "io_max_concurrency",
        "io_method",
        "max_active_replication_origins",
        "max_connections",
        "max_files_per_process",
        "max_locks_per_transaction",
        "max_logical_replication_workers",
        "max_notify_queue_pages",
        "max_pred_locks_per_transaction",
        "max_prepared_transactions",
        "max_replication_slots",
        "max_wal_senders",
        "max_worker_processes",
        "min_dynamic_shared_memory",
        "multixact_member_buffers",
        "multixact_offset_buffers",
        "notify_buffers",
        "old_snapshot_threshold",
        "reserved_connections",
        "serializable_buffers",
        "shared_buffers",
        "shared_memory_type",
        "subtransaction_buffers",
        "superuser_reserved_connections",
        "track_activity_query_size",
        "track_commit_timestamp",
        "transaction_buffers",
        "wal_buffers",
        "wal_decode_buffer_size",
    ];

    // A replica must not have less of these than its primary, so that the primary is restarted first, and where it is.
    private static readonly ImmutableArray<string> HotStandbyParameters =
    [
        "max_connections",
        "max_locks_per_transaction",
        "max_prepared_transactions",
        "max_wal_senders",
        "max_worker_processes",
    ];

    /// <summary>The paths in a cluster whose change restarts the instances.</summary>
    public static ImmutableArray<string> Paths { get; } =
    [
        .. PodFields,
        .. RestartingParameters.Select(parameter => $"""{Parameters}["{parameter}"]"""),
    ];

    /// <summary>The paths in an object store whose change restarts the instances: the plugin runs beside each.</summary>
    public static ImmutableArray<string> SidecarPaths { get; } =
    [
        "spec.instanceSidecarConfiguration.resources",
        "spec.instanceSidecarConfiguration.env",
        "spec.instanceSidecarConfiguration.additionalContainerArgs",
        "spec.instanceSidecarConfiguration.logLevel",
    ];

    /// <summary>The parameters whose change restarts the servers.</summary>
    public static IEnumerable<string> RestartingParameters
        // The first parameter of an extension has its library loaded at the start.
        => PostmasterParameters.Concat(ManagedExtensions.All.Select(ManagedExtensions.ParameterOf));

    /// <summary>About how long new connections are refused when the instances restart.</summary>
    /// <param name="before">The cluster as it is.</param>
    /// <param name="after">The cluster as it becomes.</param>
    public static TimeSpan OutageOf(JsonNode before, JsonNode after)
        => SwitchesOver(after) && !HotStandbyParameters.Any(parameter => Of(after, parameter) < Of(before, parameter))
            ? Switchover
            : TimeSpan.FromSeconds(after.Number("spec.smartShutdownTimeout") ?? 180) + RestartItself;

    /// <summary>Whether a cluster is updated by a switchover.</summary>
    public static bool SwitchesOver(JsonNode cluster)
        => cluster.Text("spec.primaryUpdateMethod") == "switchover" && cluster.Number("spec.instances") > 1;

    private static int? Of(JsonNode cluster, string parameter)
        => int.TryParse(cluster.Text($"{Parameters}.{parameter}"), out var number) ? number : null;
}
