using Infra.Data.Postgres;
using Infra.Tests.Support;

namespace Infra.Tests.Live;

/// <summary>A Postgres that is set up as rendered, asked for what the platform relies on.</summary>
public sealed class PostgresTests(SharedServers shared) : IClassFixture<SharedServers>
{
    // The operator lets nobody set them, or sets them itself (CloudNativePG 1.30, pkg/postgres/configuration.go).
    private static readonly string[] FixedByOperator =
    [
        "archive_mode",
        "bonjour",
        "bonjour_name",
        "cluster_name",
        "config_file",
        "data_directory",
        "data_sync_retry",
        "event_source",
        "external_pid_file",
        "hba_file",
        "hot_standby",
        "huge_pages",
        "ident_file",
        "jit_provider",
        "listen_addresses",
        "logging_collector",
        "port",
        "recovery_target",
        "recovery_target_action",
        "recovery_target_inclusive",
        "recovery_target_lsn",
        "recovery_target_name",
        "recovery_target_time",
        "recovery_target_timeline",
        "recovery_target_xid",
        "shared_preload_libraries",
        "unix_socket_directories",
        "unix_socket_group",
        "unix_socket_permissions",
        "wal_level",
        "wal_log_hints",
    ];

    [LiveFact]
    public async Task The_database_knows_more_letters_than_ASCII_has()
    {
        var postgres = await PostgresAsync();
        Assert.Equal("t", postgres.Query("SELECT 'AÇÃO' ILIKE 'ação'"));
        Assert.Equal("ação", postgres.Query("SELECT lower('AÇÃO')"));
        Assert.Equal("t", postgres.Query("SELECT to_tsvector('simple', 'AÇÃO') @@ to_tsquery('simple', 'ação')"));
    }

    [LiveFact]
    public async Task The_list_of_parameters_that_restart_it_has_every_one_that_it_reads_at_its_start()
    {
        var postgres = await PostgresAsync();
        var parameters = postgres.Query("SELECT name FROM pg_settings WHERE context = 'postmaster'").Split('\n');
        Assert.Contains("shared_buffers", parameters);
        Assert.Empty(parameters.Except([.. ClusterRestarts.RestartingParameters, .. FixedByOperator]));
    }

    private async Task<RunningPostgres> PostgresAsync()
        => (await shared.GetAsync(() => LiveStack.StartAsync(Previews.SettingsOf("dev"), []))).Postgres;
}
