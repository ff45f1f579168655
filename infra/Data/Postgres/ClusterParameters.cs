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
            // A quarter of the memory (https://www.postgresql.org/docs/current/runtime-config-resource.html).
            ["shared_buffers"] = $"{settings.Memory.Mebibytes / 4}MB",
            ["log_min_duration_statement"] = "1000",
        };
        foreach (var (parameter, value) in ManagedExtensions.ParametersOf(need.Extensions))
            parameters.Add(parameter, value);
        return parameters;
    }
}
