namespace Infra.Data.Postgres;

/// <summary>The parameters of a cluster's servers (https://www.postgresql.org/docs/current/runtime-config.html).</summary>
internal static class ClusterParameters
{
    /// <summary>Those of a cluster.</summary>
    public static Dictionary<string, string> Of(PostgresNeed need, PostgresSettings settings)
    {
        var parameters = new Dictionary<string, string>
        {
            ["archive_timeout"] = $"{(int)settings.Backup.ArchiveTimeout.TotalSeconds}s",
            ["max_connections"] = $"{settings.MaxConnections}",
            // A replica that stays away may not fill the primary's volume: when it comes back, it reads on from the archive.
            ["max_slot_wal_keep_size"] = $"{settings.WalStorage.Mebibytes / 2}MB",
            ["shared_buffers"] = $"{PostgresConnections.SharedBuffersOf(settings.Memory)}MB",
            ["log_min_duration_statement"] = "1000",
            // The backend of a client that is gone ends its statement, and with it the locks: by itself it would never look.
            ["client_connection_check_interval"] = "10s",
        };
        foreach (var (parameter, value) in ManagedExtensions.ParametersOf(need.Extensions))
            parameters.Add(parameter, value);
        return parameters;
    }
}
